import Console
import Testing

/// Runs randomly damaged programs.
@Suite struct FuzzTests {
    @Test(arguments: [1, 2, 3, 4]) func `a damaged program ends with an outcome or a SourceError`(_ seed: UInt64) async
    {
        var random = Lehmer(seed: seed)
        let programs = Programs.tables.flatMap(\.programs).map { Array($0.unicodeScalars) }
        for _ in 0..<1500 {
            var program = programs[random.below(programs.count)]
            let other = programs[random.below(programs.count)]
            for _ in 0...random.below(3) { damage(&program, other, &random) }
            var view = String.UnicodeScalarView()
            view.append(contentsOf: program)
            let source = String(view)
            do {
                _ = try await Interpreter(limits: Limits(steps: 20_000)).run(source)
            } catch is SourceError {
            } catch {
                Issue.record("\(source): \(error)")
            }
            _ = Session.parse(">>> " + source)
        }
    }

    private func damage(_ program: inout [Unicode.Scalar], _ other: [Unicode.Scalar], _ random: inout Lehmer) {
        guard !program.isEmpty else { return }
        let place = random.below(program.count)
        switch random.below(5) {
        case 0: program.remove(at: place)
        case 1: program[place] = other.isEmpty ? "(" : other[random.below(other.count)]
        case 2: program.insert(contentsOf: other.suffix(random.below(20) + 1), at: place)
        case 3: program.removeSubrange(place..<min(program.count, place + random.below(8) + 1))
        default:
            program.insert(contentsOf: "99999999999999999999".unicodeScalars.prefix(random.below(20) + 1), at: place)
        }
    }
}

/// A random number generator that repeats its numbers for the same seed.
struct Lehmer {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func below(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }
}
