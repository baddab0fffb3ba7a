package speechtest

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"mime/multipart"
)

// form is what a transcription was asked for with.
type form struct {
	fields     map[string][]string
	name, mime string
	file       []byte
}

func readForm(contentType string, body []byte) (form, error) {
	kind, params, err := mime.ParseMediaType(contentType)
	if err != nil || kind != "multipart/form-data" {
		return form{}, errors.New("the body is no multipart form")
	}
	f := form{fields: map[string][]string{}}
	for r := multipart.NewReader(bytes.NewReader(body), params["boundary"]); ; {
		p, err := r.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return form{}, errors.New("the form is cut off")
		}
		data, err := io.ReadAll(p)
		if err != nil {
			return form{}, errors.New("the form is cut off")
		}
		if p.FormName() == "file" {
			f.name, f.mime, f.file = p.FileName(), p.Header.Get("Content-Type"), data
			continue
		}
		f.fields[p.FormName()] = append(f.fields[p.FormName()], string(data))
	}
	if f.file == nil || f.name == "" {
		return form{}, errors.New("there is no file")
	}
	return f, nil
}
