extension String {
    /// The text with control characters, and characters that XML 1.0 does not allow, replaced by U+FFFD. Tabs and line feeds
    /// are kept.
    package var printable: String {
        var result = UnicodeScalarView()
        for scalar in unicodeScalars { result.append(scalar.isPrintable ? scalar : "\u{FFFD}") }
        return String(result)
    }

    /// The text with spaces for line ends.
    package var onOneLine: String {
        printable.split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    /// The text with some of its scalars replaced.
    package func escaped(_ replacement: (Unicode.Scalar) -> String?) -> String {
        var result = ""
        for scalar in unicodeScalars {
            if let text = replacement(scalar) { result += text } else { result.unicodeScalars.append(scalar) }
        }
        return result
    }

    /// The text, with its middle omitted if it has more than `width` scalars.
    package func cut(to width: Int) -> String {
        guard unicodeScalars.count > width else { return self }
        return String(unicodeScalars.prefix(width * 2 / 3)) + " … " + String(unicodeScalars.suffix(width / 3))
    }
}

extension Unicode.Scalar {
    fileprivate var isPrintable: Bool {
        switch value {
        case 0x09, 0x0A: true
        case 0..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF: false
        default: true
        }
    }
}
