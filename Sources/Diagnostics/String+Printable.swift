extension String {
    /// The text as it can be shown anywhere: control characters, characters that turn the direction of the text after
    /// them, and what XML 1.0 forbids are replaced by U+FFFD. Tabs and line feeds are kept.
    ///
    /// All text from elsewhere (a backend, a page, a file, a command line) passes through here before it is shown.
    package var printable: String {
        var result = UnicodeScalarView()
        for scalar in unicodeScalars { result.append(scalar.isPrintable ? scalar : "\u{FFFD}") }
        return String(result)
    }

    /// The same with its lines joined by spaces.
    package var onOneLine: String {
        unicodeScalars.split(separator: "\n").map { String($0).printable }.joined(separator: " ")
    }

    /// The text as a line of Markdown that shows it and nothing else: no markup, no HTML, and no end of a table's cell.
    package var markdownLine: String {
        onOneLine.escaped { scalar in
            switch scalar {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\\", "`", "*", "_", "[", "]", "|", "#", "~", "!", "@", "$": "\\\(scalar)"
            default: nil
            }
        }
    }

    /// The text with some of its scalars replaced.
    package func escaped(_ replacement: (Unicode.Scalar) -> String?) -> String {
        var result = ""
        for scalar in unicodeScalars {
            if let text = replacement(scalar) { result += text } else { result.unicodeScalars.append(scalar) }
        }
        return result
    }

    /// The text as it stands between tags of HTML.
    package var escapedForHTML: String {
        escaped { $0 == "&" ? "&amp;" : $0 == "<" ? "&lt;" : $0 == ">" ? "&gt;" : nil }
    }

    /// The text, with its middle omitted if it has more than `width` scalars.
    package func cut(to width: Int) -> String {
        guard unicodeScalars.count > width else { return self }
        return String(unicodeScalars.prefix(width * 2 / 3)) + " … " + String(unicodeScalars.suffix(width / 3))
    }
}

extension Unicode.Scalar {
    /// Whether the scalar is shown as itself and changes nothing around it.
    package var isPrintable: Bool {
        switch value {
        case 0x09, 0x0A: true
        case 0x00..<0x20, 0x7F..<0xA0: false  // control characters
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: false  // the direction of text
        case 0x2028, 0x2029: false  // line and paragraph separators
        case 0xFFFE, 0xFFFF: false  // not in XML 1.0
        default: true
        }
    }
}
