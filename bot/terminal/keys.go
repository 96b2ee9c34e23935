package terminal

import (
	"io"
	"sync"
)

const (
	ctrlC = 0x03
	// dropLine moves to the line's end and deletes back to its start.
	dropLine = "\x05\x15"
	// leavePage answers the question for the next screen with no.
	leavePage = dropLine + "q\r"
)

// keys passes on what is typed and picks out Ctrl-C at once, also while nobody reads: a terminal in
// raw mode sends it as a byte among the others.
type keys struct {
	// interrupted is called for Ctrl-C; again is set where it was the last key too.
	interrupted func(again bool)

	mu      sync.Mutex
	arrived sync.Cond
	typed   []byte
	// instead is what Ctrl-C types.
	instead string
	// pressed is set while Ctrl-C was the last key.
	pressed bool
	err     error
}

func newKeys(interrupted func(again bool)) *keys {
	k := &keys{interrupted: interrupted, instead: dropLine}
	k.arrived.L = &k.mu
	return k
}

// pump reads keys from in until it ends or Ctrl-C is pressed twice.
func (k *keys) pump(in io.Reader) {
	buf := make([]byte, 256)
	for {
		n, err := in.Read(buf)
		for _, b := range buf[:n] {
			k.press(b)
		}
		if err != nil {
			k.end(err)
			return
		}
	}
}

func (k *keys) press(b byte) {
	k.mu.Lock()
	again := k.pressed
	k.pressed = b == ctrlC
	switch {
	case b != ctrlC:
		k.typed = append(k.typed, b)
	case again:
		k.err = io.EOF
		k.typed = nil
	default:
		k.typed = []byte(k.instead)
	}
	k.mu.Unlock()
	k.arrived.Signal()
	if b == ctrlC {
		k.interrupted(again)
	}
}

func (k *keys) end(err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.err == nil {
		k.err = err
	}
	k.arrived.Signal()
}

// Read hands out what was typed; it waits for more.
func (k *keys) Read(p []byte) (int, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for len(k.typed) == 0 && k.err == nil {
		k.arrived.Wait()
	}
	if len(k.typed) == 0 {
		return 0, k.err
	}
	n := copy(p, k.typed)
	k.typed = k.typed[n:]
	return n, nil
}

// setInstead changes what Ctrl-C types.
func (k *keys) setInstead(text string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.instead = text
}
