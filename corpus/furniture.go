package corpus

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// This file tells furniture by a line's own words. Every rule is about a whole line, so that prose which
// mentions Reuters, a photo credit or a newsletter is not touched. What needs the lines around it is in asides.go.

// maxFurniture is the longest line, in bytes, that the rules look at; agency captions run to half a kilobyte.
const maxFurniture = 1200

// isFurniture tells whether a line is not the article's, whatever stands around it.
func isFurniture(line string) bool {
	if len(line) > maxFurniture {
		return false
	}
	return isVideoTime(line) || isCredit(line) || isPhrase(line) || isFileName(line)
}

var videoTime = regexp.MustCompile(`^(?i:video |duration:? )?\(?\d{1,2}:\d{2}(?::\d{2})?\)?\s*[-–—|·]\s*(?i:source|quelle|fuente|fonte|источник)\s*:\s*\S.{0,40}$`)

// isVideoTime tells whether a line is the running time and source below a video: "02:18 - Source: CNN".
func isVideoTime(line string) bool {
	return len(line) < 100 && strings.Contains(line, ":") && videoTime.MatchString(line)
}

const agencies = `(?:AFP|AP|Reuters|REUTERS|EPA|EFE|KCNA|TASS|Xinhua|XINHUA|Yonhap|Bloomberg|NurPhoto|Anadolu|Shutterstock|Alamy|iStock|Getty(?: Images)?|GETTY(?: IMAGES)?|PA|Press Association|The New York Times|Corbis|Sipa|Rex)`

var (
	// creditEnd is an agency's name as captions end in it: "Kim Hong-Ji/Reuters", "(AP Photo/Wong Maye-E)".
	creditEnd = regexp.MustCompile(`(?:(?:^|[\p{L})./] ?)/ ?` + agencies + `(?: Images)?|(?:^|[\s(/])` + agencies + `(?: (?:Photo|PHOTO|Images|IMAGES|via AP|file))? ?/ ?[\p{L}][\p{L}.'’ -]{1,40}(?:/[\p{L}][\p{L} ]{1,25})*|(?:^|[\s(])via (?:AP|Getty Images|Reuters|REUTERS)|(?:^\(?|[.!?] )(?i:getty images|reuters|afp|epa|ap photo))\)?$`)
	// photographer ends a caption: "Photo by Ann Lee / Andean Press", "(AAP: Ann Lee)".
	photographer = regexp.MustCompile(`(?:^|[.!?] )(?i:photo(?:graph)?|picture|image|illustration)(?: by|:) [\p{Lu}][\p{L}.'’-]*(?:[ /]{1,3}[\p{Lu}][\p{L}.'’-]*){1,6}$|\((?:\p{Lu}{2,8}|Supplied|Provided)(?: [\p{Lu}][\p{L}]*)?: [^()]{2,60}\)$`)
	// photographerAbroad ends a caption in other languages, where the label is a noun with a capital: "… Foto: Ana Gil".
	photographerAbroad = regexp.MustCompile(`(?:^|[\s.!?])(?:Fotos?|Crédits? photo|Фото) ?: \p{Lu}[\p{L}.'’-]*(?:[ /]{1,3}[\p{Lu}][\p{L}.'’-]*){1,6}$`)
	// shouted ends a caption: a photographer's name in capitals and for whom the picture was taken, "ANA GIL POUR « LE POST »".
	shouted = regexp.MustCompile(`[\p{Ll}\d)»”][.!?] \p{Lu}{2}[\p{Lu}.'’ -]{2,40} (?:POUR|FOR|PARA|FÜR|ДЛЯ) [^\p{Ll}.!?]{2,40}$`)
	// agencyAbroad is a credit with an agency, "Bild: Ann Lee/dpa", or one behind its caption, "A tanker © Ann Lee/dpa", "Un petrolero.EFE".
	agencyAbroad = regexp.MustCompile(`^(?:Bild|Foto|Quelle)n? ?: .{0,60}\b(?:dpa|picture alliance|imago|IMAGO|afp|AFP|reuters|Reuters|AP|epd|KNA|SID|Getty Images)$|[\p{L}\d”“»)] © ?\p{Lu}[^.!?;:]{1,60}$|\p{Ll}\.(?:EFE|AFP|REUTERS|EPA|DPA)$`)
	// bracketed is a credit of a name and a paper, "(Ann Lee/The Harbour Post)", by itself or behind a caption.
	bracketed = regexp.MustCompile(`(?:^|[.!?] )\(\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){1,3}(?:/| for )(?:The )?\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){0,3}\)$`)
	// creditRun is how a credit follows its caption without a space: "A tanker.Credit...Ann Lee".
	creditRun = regexp.MustCompile(`(?:^|[\p{L}\d.!?”"])Credit\.\.\. ?\p{Lu}`)
	// sourceOpen is a source above the caption, and what the picture shows: "Getty Images A tanker leaves the port".
	sourceOpen = regexp.MustCompile(`^(?:Getty Images|PA Media|Alamy|Shutterstock) \p{Lu}[\p{L}'’]*(?: [\p{L}\d'’,-]+){4,24}$`)
	// nameInCapitals is a photographer's name as some papers print it, perhaps with the agency's: "ANA GIL (EFE)".
	nameInCapitals = regexp.MustCompile(`^\p{Lu}[\p{Lu}.'’-]*(?: \p{Lu}[\p{Lu}.'’-]*){1,3}(?: ?[(/] ?\p{Lu}[\p{L} ]{1,25}\)?)?$`)
	// numbered opens the captions of a gallery: "[1/3]".
	numbered = regexp.MustCompile(`^\[\d{1,2}/\d{1,2}\] ?\S`)
	// creditParen is a credit in brackets, with nothing behind it.
	creditParen = regexp.MustCompile(`(?i)\((?:photo(?:graph)?|image|picture|foto|video|file photo|ap photo|afp photo)\b[^()]{0,80}\)\s*$`)
	// creditOpen is the label before a credit or a caption.
	creditOpen = regexp.MustCompile(`^(?i:(?:photo|image|picture|video|illustration|graphic|map)s?(?: (?:credit|courtesy|by|source|caption|copyright))s?\s*:?|(?:photo|image|picture|photograph|credit|caption|photo illustration)s?\s*:)\s+["“‘(]?[\p{Lu}\p{Lo}\d@]`)
	// captionOpen is how agencies open a caption.
	captionOpen = regexp.MustCompile(`^(?:TOPSHOT\b|FILE PHOTO\b|FILE PICTURE\b|FILE ?[-–—] |HANDOUT PHOTO\b|(?i:file photo)(?:$|[.:]| (?:of|shows)\b)|(?i:media caption|image caption|image source|image copyright|media playback is (?:not )?(?:un)?supported|playback is not supported)\b|(?i:автор фото|подпись к фото|fuente de la imagen|pie de foto|crédit photo|légende image), )`)
	// restriction is the agencies' legal small print.
	restriction = regexp.MustCompile(`EDITORIAL USE ONLY|RESTRICTED TO EDITORIAL USE|MANDATORY CREDIT|EDITORS? ?['’]?S? NOTE ?-|NO MARKETING|/ ?AFP PHOTO\b|^AFP PHOTO\b|hoto credit should read`)
)

// isCredit tells whether a line is a caption or the credit of a picture.
func isCredit(line string) bool {
	if captionOpen.MatchString(line) || restriction.MatchString(line) {
		return true
	}
	words := len(strings.Fields(line))
	if words <= 25 && (creditOpen.MatchString(line) || numbered.MatchString(line)) || words <= 40 && photographer.MatchString(line) {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(line)
	if last == ')' && creditParen.MatchString(line) {
		return true
	}
	if words <= 40 && isSigned(line) || words <= 80 && strings.Contains(line, "Credit...") && creditRun.MatchString(line) {
		return true
	}
	return words <= 80 && (last == ')' || unicode.IsLetter(last)) && creditEnd.MatchString(line)
}

// isSigned tells whether a line ends in a photographer's name as papers in other languages, and those of America, print it.
func isSigned(line string) bool {
	if strings.HasSuffix(line, ")") {
		return bracketed.MatchString(line)
	}
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(line, closers+" "))
	labelled, shouts := strings.Contains(line, ": "), unicode.IsUpper(last)
	return labelled && photographerAbroad.MatchString(line) || shouts && shouted.MatchString(line) ||
		(labelled || shouts || strings.Contains(line, "©")) && agencyAbroad.MatchString(line) || sourceOpen.MatchString(line)
}

// phrases are the rules for lines that say what they are in words, by the first word in lower case.
// Most lines of prose meet none of them.
var phrases = map[string]func() *regexp.Regexp{
	"story":         phrase(`story (?:highlights|continues below(?: advertisement)?)`),
	"article":       phrase(`article continues (?:below|after)(?: .{0,30})?`),
	"related":       phrase(`related (?:articles?|stor(?:y|ies)|content|topics|coverage|posts?|links?|reading|news|video|videos)(?:\s*:.{0,120})?|related:.{0,120}`),
	"recommended":   phrase(`recommended (?:stories|articles|reading|for you|videos?)`),
	"read":          phrase(`read (?:more|also|next|\d+ comments|the full (?:story|article)(?: here)?)(?:\s*[:»›>→…].{0,120}| (?:about|on|at|from) .{0,80}| here)?|read:.{0,120}`),
	"also":          phrase(`also (?:read|see|watch|on (?-i:\p{Lu}).{0,40})\s*:?(?:.{0,120})?`),
	"more":          phrase(`more (?:on this (?:story|topic)|from (?-i:\p{Lu}).{0,40}|stories|news|top stories|like this|in (?-i:\p{Lu})\S{0,30})|more:.{0,120}`),
	"explore":       phrase(`explore more(?: on (?:this|these) (?:story|stories|topics?)| topics| stories)?`),
	"tags":          phrase(`tags\s*:.{0,120}`),
	"see":           phrase(`see (?:also|more|related|more on)(?:\s*:.{0,120})?|see all topics`),
	"you":           phrase(`you (?:may|might) (?:also )?(?:like|be interested in|have missed)(?:\s*:.{0,120})?`),
	"most":          phrase(`most (?:read|popular|viewed|watched|shared)(?: (?:stories|articles|news|now|today))?`),
	"trending":      phrase(`trending (?:now|stories|topics|articles)`),
	"advertisement": phrase(`advertisements?(?: · scroll to continue)?`),
	"advertising":   phrase(`advertising`),
	"sponsored":     phrase(`sponsored (?:content|links?|stories)`),
	"promoted":      phrase(`promoted (?:content|stories|links?)`),
	"continue":      phrase(`continue reading(?: the main story| below)?`),
	"skip":          phrase(`skip (?:to (?:main )?content|advertisement|past newsletter promotion|.{1,60} and continue reading)`),
	"sign":          phrase(`sign (?:up|in)(?: (?:here|now|today))?|sign up to(?: (?-i:\p{Lu})\S*){2,4}|sign up (?:for|to|here)\b.{0,160}\b(?:newsletters?|updates|alerts|emails?|briefing|inbox)\b.{0,60}`),
	"subscribe":     phrase(`subscribe(?: (?:now|here|today|free|(?:from|for) [£$€]\d.{0,30}))?|subscribe (?:to|for|now)\b.{0,120}\b(?:newsletters?|channel|podcast|updates|inbox|now|today|free|digital)\b.{0,60}`),
	"get":           phrase(`get (?:our|the|your)\b.{0,100}\b(?:newsletters?|in your inbox|to your inbox)\b.{0,60}`),
	"newsletter":    phrase(`newsletter(?: sign-?up)?`),
	"share":         phrase(`share full article|share (?:this|on|via|with)(?: (?:article|story|page|post|video|facebook|twitter|x|whatsapp|email|linkedin|reddit|friends))*(?: with .{0,30})?`),
	"follow":        phrase(`follow (?:(?:us|@\S+)(?: on .{0,60})?|(?:me|(?-i:\p{Lu}).{0,40}) on (?:(?:,? and |,? or |, )?(?:twitter|facebook|instagram|youtube|x|telegram|tiktok|linkedin|threads|bluesky|mastodon))+)`),
	"like":          phrase(`like us on .{0,40}`),
	"join":          phrase(`join (?:the conversation|the discussion|our (?:newsletter|mailing list|telegram|whatsapp).{0,60})`),
	"click":         phrase(`click here(?: (?:to|for) (?:read|see|view|watch|subscribe|sign|get|download|listen|more|follow|join|find|learn|our|the full)\b.{0,120})?`),
	"listen":        phrase(`listen (?:to (?:this )?(?:article|story|page|episode)|now)(?:.{0,40})?|listen:.{0,120}`),
	"watch":         phrase(`watch(?: now| live| video| more| next)?:.{0,120}|watch (?:now|live|video|the video|more)`),
	"video":         phrase(`video:.{0,120}|video (?:player|unavailable|ad feedback)`),
	"ad":            phrase(`ad feedback`),
	"play":          phrase(`play (?:video|audio|now)`),
	"gallery":       phrase(`gallery:.{0,120}`),
	"photos":        phrase(`photos:.{0,120}`),
	"copyright":     phrase(`copyright\s*(?:©|\(c\)|\d{4}).{0,200}`),
	"©":             phrase(`©.{0,200}`),
	"(c)":           phrase(`\(c\) ?\d{4}.{0,200}`),
	"acquire":       phrase(`acquire licensing rights`),
	"all":           phrase(`all rights reserved`),
	"we":            phrase(`we (?:and our partners )?use cookies(?: (?:to|and|on|for|that|which)\b.{0,300})?|we value your privacy`),
	"this":          phrase(`this (?:web)?site uses cookies(?: (?:to|and|on|for|that|which)\b.{0,300})?|this material may not be published, broadcast.{0,120}|this page was last edited on .{0,80}`),
	"our":           phrase(`our standards: the thomson reuters trust principles.{0,20}|our (?:web)?site uses cookies(?: (?:to|and|on|for|that|which)\b.{0,300})?`),
	"by":            phrase(`by (?:continuing|clicking|browsing|signing|using (?:this|our))\b.{0,200}\b(?:cookies|privacy policy|terms of (?:use|service))\b.{0,120}`),
	"accept":        phrase(`accept (?:all )?cookies`),
	"cookie":        phrase(`cookie (?:policy|settings|notice|preferences)`),
	"privacy":       phrase(`privacy (?:policy|notice|statement)|privacy notice: newsletters may contain .{0,600}`),
	"terms":         phrase(`terms (?:of (?:use|service)|(?:and|&) conditions)`),
	"leave":         phrase(`leave a (?:comment|reply)`),
	"view":          phrase(`view (?:all )?(?:comments|gallery|more|image in fullscreen)`),
	"back":          phrase(`back to top`),
	"enlarge":       phrase(`enlarge (?:this )?image`),
	"hide":          phrase(`hide caption`),
	"toggle":        phrase(`toggle caption`),
	"download":      phrase(`download (?:our|the) .{0,40}\bapp`),
	"print":         phrase(`print (?:this )?(?:article|story|page)`),
	"email":         phrase(`email (?:this )?(?:article|story|page)(?: to .{0,30})?`),
	"a":             phrase(`a version of this (?:article|story|review|obituary) (?:appears|appeared) in print(?: (?:on|in the) .{0,400})?`),
	"add":           phrase(`add to (?:reading list|bookmarks|favou?rites)`),
	"after":         phrase(`after newsletter promotion`),
	"author's":      phrase(`author['’]s bio`),
	"comments":      phrase(`comments \(\d+\)`),
	"copy":          phrase(`copy link(?: to clipboard)?`),
	"discussion":    phrase(`discussion about this post`),
	"do":            phrase(`do you have an opinion on the issues raised in this article\?.{0,400}`),
	"enter":         phrase(`enter your e-?mail(?: address)?`),
	"free":          phrase(`free (?:daily|weekly|monthly) newsletter`),
	"from":          phrase(`from wikipedia, the free encyclopedia`),
	"gift":          phrase(`gift (?:this )?article`),
	"jump":          phrase(`jump to (?:navigation|search|content|comments)`),
	"order":         phrase(`order reprints(?: \| .{0,60})?`),
	"press":         phrase(`press enter or click to view image in full size`),
	"reading":       phrase(`reading time\s*:?\s*\d{1,3} ?min(?:ute)?s?`),
	"reuse":         phrase(`reuse this content`),
	"suggested":     phrase(`suggested topics`),
	"type":          phrase(`type your e-?mail`),
	"thanks":        phrase(`thanks for reading(?: (?-i:\p{Lu})[^!.,]{0,60})?[!.,].{0,120}\b(?:clap|follow|subscribe)\b.{0,80}`),
	"unlock":        phrase(`unlock the editor['’]s digest(?: for free)?`),
}

// phrase is a rule for a whole line, whatever its case, with the marks that pages hang on such lines. It is compiled when a
// line begins like it: all of them would take most of the time in which the program starts.
func phrase(pattern string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(?i:` + pattern + `)\s*[.:!»›>→…]{0,3}$`)
	})
}

// closing ends lines that ask for a subscription, whatever stands before.
var closing = regexp.MustCompile(`\bin this (?:daily|weekly|monthly) newsletter\.$|[.!?] Sign up here\.$|consider becoming a free or paid subscriber\.$|(?:^|[.!?] )Подпи(?:шись|шитесь|сывайся|сывайтесь)!$`)

// isClosing tells whether a line, whatever stands before, ends in an assertion of rights or asks for a subscription.
func isClosing(line string) bool {
	if strings.HasSuffix(line, "newsletter.") || strings.HasSuffix(line, " here.") || strings.HasSuffix(line, " subscriber.") || strings.HasSuffix(line, "!") {
		return closing.MatchString(line)
	}
	end := strings.ToLower(strings.TrimSuffix(tail(line), "."))
	for _, rights := range []string{"all rights reserved", "alle rechte vorbehalten", "tous droits réservés", "todos los derechos reservados", "все права защищены"} {
		if strings.HasSuffix(end, rights) {
			return true
		}
	}
	return false
}

func isPhrase(line string) bool {
	if strings.ContainsAny(line, "\u00a0\u202f") {
		line = squash(line)
	}
	if at := editLink(line); at > 0 {
		line = strings.TrimSpace(line[:at])
	}
	first, _, _ := strings.Cut(line, " ")
	first = strings.ReplaceAll(strings.ToLower(strings.TrimRight(first, ".:!»›>→…")), "’", "'")
	for _, rules := range []map[string]func() *regexp.Regexp{phrases, phrasesAbroad} {
		if rule := rules[first]; rule != nil && rule().MatchString(line) {
			return true
		}
	}
	return isCount(line) || len(line) <= 300 && isClosing(line) && !strings.ContainsAny(line, `"“”`)
}

var counted = regexp.MustCompile(`^\d[\d.,]*\s?[KMkтT]? (?i:followers|likes|restacks|comments|kommentare|commentaires|comentarios|комментари[яйев]+)$`)

// isCount tells whether a line says how many have commented on an article or follow its author.
func isCount(line string) bool {
	return len(line) < 40 && counted.MatchString(line)
}

var edit = regexp.MustCompile(`\[(?:edit(?: source)?|editar|править|Bearbeiten|modifier)(?: ?\| ?[\p{L} ]{3,30})?\]$`)

// editLink is where the link begins that wikis print behind a heading, "History[edit]", or 0.
func editLink(line string) int {
	if !strings.HasSuffix(line, "]") || len(line) > 200 {
		return 0
	}
	if at := edit.FindStringIndex(line); at != nil {
		return at[0]
	}
	return 0
}

var mediaFile = regexp.MustCompile(`(?i)^[\w.%/:-]+\.(?:jpe?g|png|gif|webp|svg|mp4|mp3|mov)$`)

// isFileName tells whether a line is nothing but the name of a picture or a recording.
func isFileName(line string) bool { return len(line) <= 200 && mediaFile.MatchString(line) }

// isSlug tells whether a line is an image's or a video's name in small letters, as content systems make them:
// "north korea kim jong un icbm missile test hancocks lklv". A sentence would have a small word among five.
func isSlug(line string) bool {
	words := strings.FieldsFunc(line, func(r rune) bool { return r == ' ' || r == '-' || r == '_' })
	if len(words) < 5 || len(line) > 160 {
		return false
	}
	for _, w := range words {
		if isSmallWord(w) || strings.ContainsFunc(w, func(r rune) bool { return !isSlugRune(r) }) {
			return false
		}
	}
	return true
}

func isSlugRune(r rune) bool { return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' }

// isSmallWord tells whether w is one of the words without which English makes no sentence.
func isSmallWord(w string) bool {
	switch w {
	case "a", "an", "the", "of", "and", "or", "in", "on", "at", "to", "for", "is", "are", "was", "were", "be", "by",
		"with", "from", "that", "this", "it", "he", "she", "they", "we", "you", "i", "not", "has", "have", "had", "but", "as", "my", "your", "his", "her":
		return true
	}
	return false
}

// isTitleLike tells whether a line could be the title of a video or the text of a link: short, and not ended as
// a statement is.
func isTitleLike(line string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(line, closers))
	return isOneLine(line) && len(strings.Fields(line)) <= 15 && !strings.ContainsRune(".!…:;,。", last) &&
		strings.ContainsFunc(line, unicode.IsLetter)
}
