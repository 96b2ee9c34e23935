package pdf

import (
	"bytes"
	"strconv"
)

// A PDF object is read as an int, a string, a name, a reference, a list ([]any) or a dictionary (map[name]any).
type (
	name      string
	reference int
	operator  string
)

// maxNested is how deep objects nest, and maxValues how many a list or dictionary has at most.
const (
	maxNested = 20
	maxValues = 20_000
)

// syntax reads objects: ISO 32000-1, 7.3. It knows what page labels need; anything else is an operator.
type syntax struct {
	text []byte
	at   int
}

const (
	blanks     = "\x00\t\n\f\r "
	delimiters = "()<>[]{}/%"
)

// value reads the next object. A closing mark or the end of the text is an operator.
func (s *syntax) value(depth int) any {
	s.skip()
	switch {
	case s.at >= len(s.text) || depth > maxNested:
		s.at = len(s.text)
		return operator("")
	case s.take("<<"):
		return s.dictionary(depth)
	case s.take("["):
		return s.list("]", depth)
	case s.take(">>"):
		return operator(">>")
	case s.take("("):
		return s.literal()
	case s.take("<"):
		return s.hex()
	case s.take("/"):
		return name(s.word())
	case bytes.IndexByte([]byte(delimiters), s.text[s.at]) >= 0:
		s.at++
		return operator(s.text[s.at-1 : s.at])
	}
	return s.number(s.word())
}

func (s *syntax) skip() {
	for s.at < len(s.text) {
		switch {
		case bytes.IndexByte([]byte(blanks), s.text[s.at]) >= 0:
			s.at++
		case s.text[s.at] == '%':
			for s.at < len(s.text) && s.text[s.at] != '\n' && s.text[s.at] != '\r' {
				s.at++
			}
		default:
			return
		}
	}
}

func (s *syntax) take(mark string) bool {
	if !bytes.HasPrefix(s.text[s.at:], []byte(mark)) {
		return false
	}
	s.at += len(mark)
	return true
}

func (s *syntax) word() string {
	start := s.at
	for s.at < len(s.text) && bytes.IndexByte([]byte(blanks+delimiters), s.text[s.at]) < 0 {
		s.at++
	}
	return string(s.text[start:s.at])
}

// number is a whole number, or a reference if another number and R follow.
func (s *syntax) number(word string) any {
	n, err := strconv.Atoi(word)
	if err != nil {
		return operator(word)
	}
	rest := syntax{text: s.text[s.at:min(len(s.text), s.at+20)]}
	rest.skip()
	if _, err := strconv.Atoi(rest.word()); err == nil {
		rest.skip()
		if rest.word() == "R" {
			s.at += rest.at
			return reference(n)
		}
	}
	return n
}

func (s *syntax) list(closing operator, depth int) []any {
	var list []any
	for len(list) < maxValues {
		v := s.value(depth + 1)
		if v == closing || v == operator("") || v == operator("endobj") {
			break
		}
		list = append(list, v)
	}
	return list
}

func (s *syntax) dictionary(depth int) map[name]any {
	dictionary := map[name]any{}
	list := s.list(">>", depth)
	for i := 0; i+1 < len(list); i += 2 {
		if key, ok := list[i].(name); ok {
			dictionary[key] = list[i+1]
		}
	}
	return dictionary
}

// literal is a string in brackets. Escapes other than of brackets are rare in labels and left as they are.
func (s *syntax) literal() string {
	var b []byte
	for depth := 1; s.at < len(s.text); s.at++ {
		switch c := s.text[s.at]; {
		case c == '\\' && s.at+1 < len(s.text):
			s.at++
			b = append(b, s.text[s.at])
			continue
		case c == '(':
			depth++
		case c == ')':
			if depth--; depth == 0 {
				s.at++
				return string(b)
			}
		}
		b = append(b, s.text[s.at])
	}
	return string(b)
}

func (s *syntax) hex() string {
	var b []byte
	for digits := ""; s.at < len(s.text); {
		c := s.text[s.at]
		s.at++
		if c == '>' {
			break
		}
		if digits += string(c); len(digits) == 2 {
			n, err := strconv.ParseUint(digits, 16, 8)
			if err != nil {
				break
			}
			b, digits = append(b, byte(n)), ""
		}
	}
	return string(b)
}
