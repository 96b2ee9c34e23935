package fetch_test

import (
	"context"
	"net"
	"net/netip"
	"sync"
	"testing"

	"golang.org/x/net/dns/dnsmessage"
)

// names is a name server on loopback. It gives a name's addresses in turn, and the last one from then on.
type names struct {
	mu    sync.Mutex
	hosts map[string][]netip.Addr
}

func (n *names) next(host string, v6 bool) (netip.Addr, bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	list := n.hosts[host]
	if len(list) == 0 || list[0].Is6() != v6 {
		return netip.Addr{}, false
	}
	if len(list) > 1 {
		n.hosts[host] = list[1:]
	}
	return list[0], true
}

// serveNames starts the server and returns a resolver that asks it alone.
func serveNames(t *testing.T, hosts map[string][]string) *net.Resolver {
	t.Helper()
	n := &names{hosts: map[string][]netip.Addr{}}
	for host, list := range hosts {
		for _, a := range list {
			n.hosts[host+"."] = append(n.hosts[host+"."], netip.MustParseAddr(a))
		}
	}
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var done sync.WaitGroup
	done.Go(func() { n.serve(conn) })
	t.Cleanup(func() { conn.Close(); done.Wait() })
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		var d net.Dialer
		return d.DialContext(ctx, "udp", conn.LocalAddr().String())
	}}
}

func (n *names) serve(conn net.PacketConn) {
	buffer := make([]byte, 1500)
	for {
		size, from, err := conn.ReadFrom(buffer)
		if err != nil {
			return
		}
		var m dnsmessage.Message
		if m.Unpack(buffer[:size]) != nil || len(m.Questions) != 1 {
			continue
		}
		if answer, err := n.answer(m); err == nil {
			conn.WriteTo(answer, from)
		}
	}
}

func (n *names) answer(m dnsmessage.Message) ([]byte, error) {
	q := m.Questions[0]
	m.Header = dnsmessage.Header{ID: m.ID, Response: true, RecursionAvailable: true}
	m.Additionals = nil
	if a, ok := n.next(q.Name.String(), q.Type == dnsmessage.TypeAAAA); ok && (q.Type == dnsmessage.TypeA || q.Type == dnsmessage.TypeAAAA) {
		r := dnsmessage.Resource{Header: dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class}}
		if a.Is6() {
			r.Body = &dnsmessage.AAAAResource{AAAA: a.As16()}
		} else {
			r.Body = &dnsmessage.AResource{A: a.As4()}
		}
		m.Answers = append(m.Answers, r)
	}
	return m.Pack()
}
