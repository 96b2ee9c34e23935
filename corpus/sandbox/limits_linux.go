package sandbox

import (
	"fmt"
	"os"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// confine limits a program that has started and waits for its input.
func confine(pid int, l Limits) error {
	seconds := uint64(l.Time/time.Second) + 2
	limits := map[int]uint64{unix.RLIMIT_CPU: seconds, unix.RLIMIT_CORE: 0, unix.RLIMIT_FSIZE: 0}
	if l.Memory > 0 {
		limits[unix.RLIMIT_AS] = uint64(l.Memory)
	}
	for resource, most := range limits {
		if err := unix.Prlimit(pid, resource, &unix.Rlimit{Cur: most, Max: most}, nil); err != nil && err != unix.ESRCH {
			return fmt.Errorf("limit the reader's process: %w", err)
		}
	}
	return nil
}

// Confine limits the memory that this process may take from now on, in bytes.
func Confine(memory int64) error {
	used, err := dataBytes()
	if err != nil {
		return err
	}
	most := uint64(used + memory)
	if err := unix.Setrlimit(unix.RLIMIT_DATA, &unix.Rlimit{Cur: most, Max: most}); err != nil {
		return fmt.Errorf("limit memory: %w", err)
	}
	return nil
}

// dataBytes is how much this process has of what RLIMIT_DATA limits. Go reserves far more address space than it
// uses, so that limiting address space would stop every program.
func dataBytes() (int64, error) {
	statm, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0, fmt.Errorf("limit memory: %w", err)
	}
	var size, resident, shared, text, lib, data int64
	if _, err := fmt.Sscan(string(statm), &size, &resident, &shared, &text, &lib, &data); err != nil {
		return 0, fmt.Errorf("limit memory: read /proc/self/statm: %w", err)
	}
	return data * int64(os.Getpagesize()), nil
}

// outOfTime tells whether the system ended a process because of its time of computing.
func outOfTime(s *os.ProcessState) bool {
	status, ok := s.Sys().(syscall.WaitStatus)
	return ok && status.Signaled() && status.Signal() == syscall.SIGXCPU
}
