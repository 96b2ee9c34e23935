package main

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"path"
)

// readArchive calls read with the file of that base name out of a gzipped tar archive. It reads the archive to its
// end, where its checksum is.
func readArchive(archive io.Reader, name string, read func(io.Reader) error) error {
	unzipped, err := gzip.NewReader(archive)
	if err != nil {
		return fmt.Errorf("not a gzipped tar archive: %w", err)
	}
	entries, found := tar.NewReader(unzipped), false
	for {
		header, err := entries.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return fmt.Errorf("read the archive: %w", err)
		}
		if path.Base(header.Name) != name || found {
			continue
		}
		if err := read(entries); err != nil {
			return fmt.Errorf("read %q: %w", header.Name, err)
		}
		found = true
	}
	if _, err := io.Copy(io.Discard, unzipped); err != nil {
		return fmt.Errorf("read the archive: %w", err)
	}
	if !found {
		return fmt.Errorf("the archive has no file %q", name)
	}
	return nil
}
