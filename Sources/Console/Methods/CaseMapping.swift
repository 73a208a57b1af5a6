/// Maps text to upper, lower or title case as Python 3.11 does: per code point, by the tables of Unicode 14.
struct CaseMapping {
    private let text: [Unicode.Scalar]
    private var output: [Unicode.Scalar] = []

    private init(_ text: [Unicode.Scalar]) {
        self.text = text
    }

    static func upper(_ text: [Unicode.Scalar]) -> Str {
        mapped(text) { mapping, scalar, _ in mapping.add(scalar, as: .upper) }
    }

    static func lower(_ text: [Unicode.Scalar]) -> Str {
        mapped(text) { mapping, scalar, index in mapping.addLower(scalar, at: index) }
    }

    /// Returns text for caseless comparison: mapped to lower, then upper, then lower case.
    static func folded(_ text: [Unicode.Scalar]) -> Str {
        mapped(text) { mapping, scalar, _ in
            // Cherokee folds to its capitals, which Unicode had first; a dotless i does not fold.
            if scalar.isCherokee {
                mapping.add(scalar, as: .upper)
            } else if scalar.isASCII || scalar == "\u{131}" {
                mapping.add(scalar, as: scalar.isASCII ? .lower : nil)
            } else {
                for upper in scalar.mapped(to: .lower).flatMap({ $0.mapped(to: .upper) }) {
                    mapping.add(upper, as: .lower)
                }
            }
        }
    }

    static func capitalized(_ text: [Unicode.Scalar]) -> Str {
        mapped(text) { mapping, scalar, index in
            if index == 0 { mapping.add(scalar, as: .title) } else { mapping.addLower(scalar, at: index) }
        }
    }

    static func swapped(_ text: [Unicode.Scalar]) -> Str {
        mapped(text) { mapping, scalar, index in
            if scalar.properties.isUppercase {
                mapping.addLower(scalar, at: index)
            } else {
                mapping.add(scalar, as: scalar.properties.isLowercase ? .upper : nil)
            }
        }
    }

    /// Capitalizes the first letter of every word.
    static func titled(_ text: [Unicode.Scalar]) -> Str {
        var isInWord = false
        return mapped(text) { mapping, scalar, index in
            if isInWord { mapping.addLower(scalar, at: index) } else { mapping.add(scalar, as: .title) }
            isInWord = scalar.properties.isCased
        }
    }
}

extension CaseMapping {
    private static func mapped(
        _ text: [Unicode.Scalar], _ add: (inout CaseMapping, Unicode.Scalar, _ index: Int) -> Void
    ) -> Str {
        var mapping = CaseMapping(text)
        for (index, scalar) in text.enumerated() { add(&mapping, scalar, index) }
        return Str(mapping.output)
    }

    private mutating func add(_ scalar: Unicode.Scalar, as letterCase: LetterCase?) {
        if let letterCase, !scalar.isASCII {
            output += scalar.mapped(to: letterCase)
        } else {
            output.append(letterCase.map { scalar.inASCII(as: $0) } ?? scalar)
        }
    }

    private mutating func addLower(_ scalar: Unicode.Scalar, at index: Int) {
        if scalar == "Σ" {
            output.append(endsWord(at: index) ? "ς" : "σ")
        } else {
            add(scalar, as: .lower)
        }
    }

    /// Whether the letter at an index ends a word; marks that may be part of a word are skipped.
    private func endsWord(at index: Int) -> Bool {
        func isCased(_ scalar: Unicode.Scalar?) -> Bool { scalar?.properties.isCased ?? false }
        return isCased(text[..<index].last { !$0.properties.isCaseIgnorable })
            && !isCased(text[(index + 1)...].first { !$0.properties.isCaseIgnorable })
    }
}

private enum LetterCase {
    case upper, lower, title
}

extension Unicode.Scalar {
    /// Whether Python 3.11 knows the character: its tables are those of Unicode 14.
    var isKnown: Bool { isASCII || (properties.age?.major ?? .max) <= 14 }

    fileprivate var isCherokee: Bool { (0x13A0...0x13FF).contains(value) || (0xAB70...0xABBF).contains(value) }

    fileprivate func inASCII(as letterCase: LetterCase) -> Unicode.Scalar {
        let letters: ClosedRange<Unicode.Scalar> = letterCase == .lower ? "A"..."Z" : "a"..."z"
        return letters.contains(self) ? Unicode.Scalar(UInt8(value) ^ 0x20) : self
    }

    /// The mapped scalars; the scalar itself if Python 3.11 does not know it or the scalar it maps to.
    fileprivate func mapped(to letterCase: LetterCase) -> [Unicode.Scalar] {
        let mapping =
            switch letterCase {
            case .upper: properties.uppercaseMapping
            case .lower: properties.lowercaseMapping
            case .title: properties.titlecaseMapping
            }
        let result = Array(mapping.unicodeScalars)
        return isKnown && result.allSatisfy(\.isKnown) ? result : [self]
    }
}
