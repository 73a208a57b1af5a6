/// Reads the pickled buffers of an ipyparallel record: a list of bytes.
///
/// Reading runs no code: only the instructions that build such a list are implemented, any other is an error with the
/// instruction's name. Source: Python's Lib/pickletools.py.
package struct BufferPickle {
    private enum Item {
        case mark
        case bytes([UInt8])
        /// The list of buffers, of which there is one.
        case list
    }

    private let pickle: [UInt8]
    private var place = 0
    private var stack: [Item] = []
    private var list: [[UInt8]]?
    private var memo: [Int: Item] = [:]
    /// Bytes of buffers that were taken out of the memo.
    private var repeated = 0

    /// - Throws: ``UnreadableValue``.
    package static func buffers(_ pickle: [UInt8]) throws -> [[UInt8]] {
        var machine = BufferPickle(pickle: pickle)
        while try machine.step() {}
        guard case .list = machine.stack.first, machine.stack.count == 1, let buffers = machine.list else {
            throw UnreadableValue("a pickle that is not a list of bytes")
        }
        return buffers
    }

    private init(pickle: [UInt8]) { self.pickle = pickle }

    /// Executes one instruction.
    ///
    /// - Returns: Whether the pickle continues.
    private mutating func step() throws -> Bool {
        let start = place
        let code = try byte()
        switch Instruction(rawValue: code) {
        case .proto: _ = try run(1)
        case .frame: _ = try run(8)
        case .mark: stack.append(.mark)
        case .emptyList: try beginList()
        case .shortBytes, .shortString: stack.append(.bytes(try run(try number(1))))
        case .bytes, .string: stack.append(.bytes(try run(try number(4))))
        case .longBytes: stack.append(.bytes(try run(try number(8))))
        case .memoize: try remember(memo.count)
        case .put: try remember(try number(1))
        case .longPut: try remember(try number(4))
        case .get: try push(memo[try number(1)])
        case .longGet: try push(memo[try number(4)])
        case .append: try append([try popped()][...])
        case .appends: try append(try poppedToMark())
        case .stop: return false
        case nil:
            throw UnreadableValue(
                "a pickle that does more than build a list of bytes: instruction \(Self.name(code)) at byte \(start)")
        }
        return true
    }

    private enum Instruction: UInt8 {
        case proto = 0x80
        case frame = 0x95
        case mark = 0x28
        case emptyList = 0x5D
        case shortBytes = 0x43
        case bytes = 0x42
        case longBytes = 0x8E
        /// Python 2's instruction for bytes.
        case shortString = 0x55
        case string = 0x54
        case memoize = 0x94
        case put = 0x71
        case longPut = 0x72
        case get = 0x68
        case longGet = 0x6A
        case append = 0x61
        case appends = 0x65
        case stop = 0x2E
    }

    /// The name of an instruction that could run code; the number of any other.
    private static func name(_ code: UInt8) -> String {
        let names: [UInt8: String] = [
            0x63: "GLOBAL", 0x93: "STACK_GLOBAL", 0x52: "REDUCE", 0x81: "NEWOBJ", 0x92: "NEWOBJ_EX", 0x62: "BUILD",
            0x69: "INST", 0x6F: "OBJ", 0x82: "EXT1", 0x83: "EXT2", 0x84: "EXT4", 0x50: "PERSID", 0x51: "BINPERSID",
        ]
        return names[code] ?? "0x" + String(code, radix: 16)
    }
}

// MARK: - Parts

extension BufferPickle {
    private static let cut = UnreadableValue("a pickle that is cut off")
    private static let notAList = UnreadableValue("a pickle that is not a list of bytes")

    private mutating func byte() throws -> UInt8 {
        guard place < pickle.count else { throw Self.cut }
        defer { place += 1 }
        return pickle[place]
    }

    private mutating func run(_ count: Int) throws -> [UInt8] {
        guard count >= 0, count <= pickle.count - place else { throw Self.cut }
        defer { place += count }
        return Array(pickle[place..<(place + count)])
    }

    /// Reads a little-endian number, which must be less than 2⁶³.
    private mutating func number(_ bytes: Int) throws -> Int {
        guard let number = Int(exactly: try run(bytes).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }) else {
            throw Self.cut
        }
        return number
    }

    /// Puts what is on top into the memo. A list is never taken out again, so its place is kept and no copy.
    private mutating func remember(_ number: Int) throws {
        guard let top = stack.last else { throw Self.notAList }
        if case .bytes = top { memo[number] = top } else { memo[number] = .mark }
    }

    private mutating func push(_ item: Item?) throws {
        guard case .bytes(let bytes)? = item else { throw Self.notAList }
        // A few instructions may repeat a large buffer without end.
        repeated += bytes.count
        guard repeated <= Self.mostRepeated(pickle) else {
            throw UnreadableValue("a pickle that repeats its buffers beyond \(Self.mostRepeated(pickle)) bytes")
        }
        stack.append(.bytes(bytes))
    }

    private static func mostRepeated(_ pickle: [UInt8]) -> Int { 16 * pickle.count + 1 << 20 }

    private mutating func popped() throws -> [UInt8] {
        guard case .bytes(let bytes) = stack.popLast() else { throw Self.notAList }
        return bytes
    }

    private mutating func poppedToMark() throws -> ArraySlice<[UInt8]> {
        var items: [[UInt8]] = []
        while true {
            switch stack.popLast() {
            case .bytes(let bytes): items.append(bytes)
            case .mark:
                items.reverse()
                return items[...]
            case .list, nil: throw Self.notAList
            }
        }
    }

    private mutating func beginList() throws {
        guard list == nil else { throw Self.notAList }
        list = []
        stack.append(.list)
    }

    private mutating func append(_ items: ArraySlice<[UInt8]>) throws {
        guard case .list = stack.last else { throw Self.notAList }
        list?.append(contentsOf: items)
    }
}
