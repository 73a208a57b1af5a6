import Markdown

/// Writes the content of a code block as HTML; a session's input, output and tracebacks are marked.
enum CodeText {
    /// - Parameters:
    ///   - holes: words of a template to mark.
    ///   - isPlain: whether only prompts, output and tracebacks of a session are marked.
    static func write(
        _ code: ArraySlice<UInt8>, language: String, holes: Set<String> = [], isPlain: Bool = false,
        _ html: inout HTMLWriter
    ) {
        switch language {
        case "pycon":
            var grammar = isPlain ? Grammar(quotes: "") : .python
            grammar.holes = holes
            SessionText(prompt: ">>>", continuation: "...", grammar: grammar).write(code, &html)
        case "console": SessionText(prompt: "$", continuation: ">", grammar: .shell).write(code, &html)
        default:
            guard let grammar = Grammar.named(language) else { return html.text(code) }
            Highlighter.write(code, grammar, &html)
        }
    }
}

/// Writes a session: input lines after a prompt, and their output.
private struct SessionText {
    let prompt: String
    let continuation: String
    let grammar: Grammar

    private enum Part {
        case input
        case output
        case traceback

        var tag: String {
            switch self {
            case .input: "<span class=\"i\">"
            case .output: "<span class=\"o\">"
            case .traceback: "<span class=\"t\">"
            }
        }
    }

    func write(_ code: ArraySlice<UInt8>, _ html: inout HTMLWriter) {
        var part: Part?
        for line in code.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast() {
            let next = self.part(of: line, after: part)
            // Each input line is a span of its own; a span of output or of a traceback covers several lines.
            if next != part || next == .input {
                if part != nil { html.raw("</span>") }
                html.raw(next.tag)
            }
            part = next
            if next == .input { writeInput(line, &html) } else { writeOutput(line, &html) }
            html.raw("\n")
        }
        if part != nil { html.raw("</span>") }
    }

    private func part(of line: ArraySlice<UInt8>, after part: Part?) -> Part {
        if begins(line, prompt) || (part == .input && begins(line, continuation)) { return .input }
        if line.starts(with: "Traceback (most recent call last):".utf8) { return .traceback }
        return part == .traceback ? .traceback : .output
    }

    private func begins(_ line: ArraySlice<UInt8>, _ prompt: String) -> Bool {
        line.starts(with: prompt.utf8)
            && (line.count == prompt.utf8.count || line[line.startIndex + prompt.utf8.count] == UInt8(ascii: " "))
    }

    private func writeOutput(_ line: ArraySlice<UInt8>, _ html: inout HTMLWriter) {
        if grammar.holes.isEmpty { return html.text(line) }
        Highlighter.write(line, Grammar(quotes: "", holes: grammar.holes), &html)
    }

    private func writeInput(_ line: ArraySlice<UInt8>, _ html: inout HTMLWriter) {
        let length = min(line.count, (begins(line, prompt) ? prompt : continuation).utf8.count + 1)
        html.raw("<span class=\"p\">")
        html.text(line.prefix(length))
        html.raw("</span>")
        Highlighter.write(line.dropFirst(length), grammar, &html)
    }
}
