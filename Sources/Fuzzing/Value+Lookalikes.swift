import Foundation
import TaskDatabases

extension Value {
    /// Values that a faulty comparison may confuse with this one: a step larger or smaller, or the same in another type,
    /// case, zone or order. Values whose comparison the rules leave open are left out; see ``ValuePool``.
    var lookalikes: [Value] {
        switch self {
        case .null: ["", 0, "None", "null"]
        case .bool: []
        case .integer(let integer): Self.lookalikes(of: integer)
        case .double(let double): Self.lookalikes(of: double)
        case .text(let text): Self.lookalikes(of: text)
        case .bytes(let bytes):
            [.bytes(bytes + [0]), .bytes(bytes.dropLast()), nil]
                + (bytes.contains(0) ? [] : [.text(String(decoding: bytes, as: UTF8.self))])
        case .instant(let instant): Self.lookalikes(of: instant)
        case .list(let list):
            [
                .list(list.reversed()), .list(list.dropLast()), .list(list + list.suffix(1)),
                .list(list.dropLast() + [.bytes([0x7A])]),
            ]
        case .document(let document):
            [
                .document(Document(document.map { ($0.name, "other") })),
                .document(Document(document.dropLast().map { ($0.name, $0.value) })),
            ]
        }
    }

    private static func lookalikes(of integer: Int) -> [Value] {
        let steps = [integer.addingReportingOverflow(1), integer.subtractingReportingOverflow(1)]
        let near = steps.filter { !$0.overflow }.map { Value.integer($0.partialValue) }
        let fraction: [Value] = integer.magnitude < 1 << 40 ? [.double(Double(integer) + 0.5)] : []
        let moment = integer.multipliedReportingOverflow(by: 1_000_000)
        let isInRange = !moment.overflow && moment.partialValue.magnitude < 1 << 57
        return near + fraction + [.text(String(integer)), nil]
            + (isInRange ? [.instant(Instant(microseconds: moment.partialValue))] : [])
    }

    private static func lookalikes(of double: Double) -> [Value] {
        let whole = Int(exactly: double.rounded(.down)).map(Value.integer)
        // Never a whole float, which some languages treat as equal to an integer.
        return [.double(double + 0.125), .double(double - 0.125), .text(String(double))] + (whole.map { [$0] } ?? [])
    }

    private static func lookalikes(of text: String) -> [Value] {
        let swapped = text == text.uppercased() ? text.lowercased() : text.uppercased()
        let composed = text.precomposedStringWithCanonicalMapping
        let isComposed = composed.utf8.elementsEqual(text.utf8)
        let other = isComposed ? text.decomposedStringWithCanonicalMapping : composed
        let longer = [text + " ", text + "\n", text + "0", " " + text]
        let texts = [swapped, other, String(text.dropLast()), String(text.dropFirst())] + longer
        let number = Int(text).map { [Value.integer($0)] } ?? []
        let moment = Instant(text).map { [Value.instant($0)] } ?? []
        return texts.map(Value.text) + number + moment + [.bytes(Array(text.utf8)), text.isEmpty ? nil : ""]
    }

    private static func lookalikes(of instant: Instant) -> [Value] {
        let near = [1000, -1000].map { instant.microseconds.addingReportingOverflow($0).partialValue }
        let offset = instant.offsetMinutes == 0 ? 330 : 0
        return near.map { .instant(Instant(microseconds: $0, offsetMinutes: instant.offsetMinutes)) } + [
            .instant(Instant(microseconds: instant.microseconds, offsetMinutes: offset)),
            .text(instant.description), .integer(instant.microseconds / 1_000_000),
            .integer(instant.microseconds / 1000), nil,
        ]
    }
}
