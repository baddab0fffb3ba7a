package speech

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/textproto"
)

// form is the body of a request for a transcription. The sound is read while it
// is sent, so that a long answer is in memory once.
type form struct {
	head, tail []byte
	audio      Audio
	mime       string
}

// field is one name and value of a form. Some names come several times.
type field struct{ name, value string }

func newForm(audio Audio, values []field) (form, error) {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for _, f := range values {
		if err := w.WriteField(f.name, f.value); err != nil {
			return form{}, err
		}
	}
	header := textproto.MIMEHeader{
		"Content-Disposition": {`form-data; name="file"; filename="` + audio.name + `"`},
		"Content-Type":        {audio.mime},
	}
	if _, err := w.CreatePart(header); err != nil {
		return form{}, err
	}
	head := b.Len()
	if err := w.Close(); err != nil {
		return form{}, err
	}
	return form{b.Bytes()[:head], b.Bytes()[head:], audio, w.FormDataContentType()}, nil
}

func (f form) size() int64 { return int64(len(f.head) + f.audio.size() + len(f.tail)) }

func (f form) open() io.Reader {
	return io.MultiReader(bytes.NewReader(f.head), f.audio.open(), bytes.NewReader(f.tail))
}
