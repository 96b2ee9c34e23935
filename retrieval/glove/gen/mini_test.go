package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"strings"
	"testing"
)

// mini is the file of a small package: vectors of two dimensions, and two numbers more, for words of three stems. The
// vectors are in another order than the words, as those of words that are numbers are in the real one.
const mini = `{"precision":8,"l2NormIndex":2,"wordIndex":3,"size":9,"dimensions":2,
"words":["the","ships","1990","ship","up-to-date","car","...","cars","boat","vessel"],
"vectors":{"1990":[9,9,1,2],"the":[9,9,1,0],"ships":[1,0,1,1],"ship":[0,1,1,3],"up-to-date":[9,9,1,4],"car":[-3,0.5,1,5],
"...":[9,9,1,6],"cars":[-3,0.5,1,7],"boat":[0,-1,1,8],"vessel":[9,9,1,9]},"unkVector":[0,0,0,-1]}`

// tiny is a recipe for mini that has no room for its last stem.
func tiny() *recipe {
	return &recipe{dims: 2, stems: 3, longest: 24, offset: 1}
}

// file is an entry of an archive.
type file struct{ name, text string }

func archive(t *testing.T, files ...file) []byte {
	t.Helper()
	var b bytes.Buffer
	zipped := gzip.NewWriter(&b)
	entries := tar.NewWriter(zipped)
	for _, f := range files {
		if err := entries.WriteHeader(&tar.Header{Name: f.name, Mode: 0o644, Size: int64(len(f.text))}); err != nil {
			t.Fatal(err)
		}
		if _, err := entries.Write([]byte(f.text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := entries.Close(); err != nil {
		t.Fatal(err)
	}
	if err := zipped.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// packed is the package whose file of vectors has this text.
func packed(t *testing.T, text string) []byte {
	return archive(t, file{"package/README.md", "# Vectors"}, file{"package/" + fileName, text}, file{"package/LICENSE", "MIT"})
}

// replaced is mini with one part replaced.
func replaced(t *testing.T, old, new string) string {
	t.Helper()
	if !strings.Contains(mini, old) {
		t.Fatalf("mini has no %q", old)
	}
	return strings.Replace(mini, old, new, 1)
}
