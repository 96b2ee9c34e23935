package discord

import (
	"context"
	"sync"
)

const (
	// importsAtOnce is how many imports go on in all, and importsOfServer how many of one server: reading takes the time
	// and the memory of a process each.
	importsAtOnce   = 3
	importsOfServer = 2
	// maxImports is how many of one server may go on or wait.
	maxImports = 10
)

// imports lets a few imports go on at once. A server has places for fewer than all of them, so that others go on beside
// its flood. It is safe for concurrent use.
type imports struct {
	all *turns

	mu sync.Mutex
	by map[string]*importLine
}

// importLine is one server's imports.
type importLine struct {
	turns *turns
	// number is how many go on or wait.
	number int
}

func newImports() *imports {
	return &imports{all: newTurns(importsAtOnce), by: map[string]*importLine{}}
}

// importPlace is a place in a server's line.
type importPlace struct {
	imports *imports
	server  string
	line    *importLine
	// ahead is how many of the server's were to be waited for when the place was taken.
	ahead int
}

// join takes a place; ok is false where the line is too long. quit has to be called when done.
func (m *imports) join(server string) (p *importPlace, ok bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	line := m.by[server]
	if line == nil {
		line = &importLine{turns: newTurns(importsOfServer)}
		m.by[server] = line
	}
	if line.number >= maxImports {
		return nil, false
	}
	p = &importPlace{imports: m, server: server, line: line, ahead: max(0, line.number-importsOfServer+1)}
	line.number++
	return p, true
}

// quit gives the place up.
func (p *importPlace) quit() {
	p.imports.mu.Lock()
	defer p.imports.mu.Unlock()
	if p.line.number--; p.line.number == 0 {
		delete(p.imports.by, p.server)
	}
}

// enter waits for the place's turn. leave must be called when done. The error is ctx's.
func (p *importPlace) enter(ctx context.Context) (leave func(), err error) {
	own, err := p.line.turns.enter(ctx, p.server)
	if err != nil {
		return nil, err
	}
	all, err := p.imports.all.enter(ctx, p.server)
	if err != nil {
		own()
		return nil, err
	}
	return func() { all(); own() }, nil
}

// underWay is how many imports of a server go on or wait.
func (m *imports) underWay(server string) int {
	m.mu.Lock()
	defer m.mu.Unlock()
	if line := m.by[server]; line != nil {
		return line.number
	}
	return 0
}
