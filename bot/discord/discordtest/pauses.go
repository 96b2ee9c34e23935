package discordtest

import "time"

// What Discord asks of a bot's timing on the gateway. Pauses are held only with Knobs.RealTime,
// since most tests shorten them.
const (
	sendWindow    = 60 * time.Second
	identifyEvery = 5 * time.Second
	invalidPause  = time.Second
)

// sending notes a payload of the bot and says whether it is one too many. The caller holds mu.
func (c *Conn) sending(now time.Time) (tooMany bool) {
	for len(c.sent) > 0 && now.Sub(c.sent[0]) > sendWindow {
		c.sent = c.sent[1:]
	}
	c.sent = append(c.sent, now)
	return len(c.sent) > maxSends
}

// watch closes a connection whose heartbeats stay away, and ends its session. The grace of half an
// interval and a second is for slow machines. The caller holds mu.
func (c *Conn) watch() {
	grace := c.server.heartbeat()*3/2 + time.Second
	if c.watchdog != nil {
		c.watchdog.Reset(grace)
		return
	}
	c.watchdog = time.AfterFunc(grace, func() {
		c.server.mu.Lock()
		defer c.server.mu.Unlock()
		if c.closed || c.closing {
			return
		}
		if c.session != nil {
			c.session.ended = true
		}
		c.close(closeTimedOut, "Session timed out.")
		c.server.notify()
	})
}

// invalidated notes that op 9 was sent. The caller holds mu.
func (s *Server) invalidated(shard int) { s.pausing[shard] = time.Now() }

// greeted holds a resume or an identify to the pause after op 9. The caller holds mu.
func (s *Server) greeted(shard int) {
	at, ok := s.pausing[shard]
	delete(s.pausing, shard)
	if d := time.Since(at); ok && s.knobs.RealTime && d < invalidPause {
		s.violate("gateway: back %v after op 9, at least %v are wanted", d, invalidPause)
	}
}

// identifying says whether an identify comes too soon after the last one of its group, which
// Discord answers with op 9. The caller holds mu.
func (s *Server) identifying(shard int) (tooSoon bool) {
	group := shard % s.concurrency()
	last, ok := s.identified[group]
	s.identified[group] = time.Now()
	tooSoon = ok && s.knobs.RealTime && time.Since(last) < identifyEvery
	if tooSoon {
		s.violate("gateway: two identifies of group %d within %v", group, identifyEvery)
	}
	return tooSoon
}

func (s *Server) concurrency() int { return max(s.knobs.MaxConcurrency, 1) }
