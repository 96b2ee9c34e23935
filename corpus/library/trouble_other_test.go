//go:build !unix

package library_test

import "errors"

func full(string) error    { return errors.New("not on this platform") }
func refused(string) error { return errors.New("not on this platform") }
