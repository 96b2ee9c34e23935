package corpus

import (
	"embed"
	"io/fs"
)

//go:embed examples/*.md
var exampleFiles embed.FS

// Examples are the articles that the program carries, for questions when nothing is configured. They were
// written for it; their front matter names the publications that their facts are from.
func Examples() (*Collection, error) { return ReadFS(exampleFiles, "examples/*.md") }

// ReadFS reads the articles of a file system whose names match a pattern, as fs.Glob does, in the order of their names. The
// first that cannot be read is an error.
func ReadFS(fsys fs.FS, pattern string) (*Collection, error) {
	names, err := fs.Glob(fsys, pattern)
	if err != nil {
		return nil, err
	}
	var articles []*Article
	for _, name := range names {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, err
		}
		a, err := Read(name, data)
		if err != nil {
			return nil, err
		}
		articles = append(articles, a)
	}
	return NewCollection(articles), nil
}
