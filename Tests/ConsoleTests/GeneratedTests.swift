import Console
import Testing

/// Compares the subset with CPython 3.11 on random programs.
@Suite struct GeneratedTests {
    @Test(arguments: ["format", "percent", "slices", "methods", "iso", "dates"])
    func `the subset agrees with CPython on random programs`(_ kind: String) async throws {
        var random = Lehmer(seed: 2012)
        let programs = (0..<1500).map { _ in Self.program(kind, &random) }
        for (program, wanted) in zip(programs, try CPython.run(programs)) {
            let seen = await Observation.inSubset(program)
            #expect(seen == wanted, "\(program)\n    subset:  \(seen)\n    CPython: \(wanted)")
        }
    }

    /// Covers the blocks that hold all characters with case.
    @Test(arguments: ["lower", "upper", "title", "swapcase", "casefold"])
    func `case mappings agree with CPython`(_ method: String) async throws {
        let starts = [
            0, 0x800, 0x1000, 0x1800, 0x2000, 0x2800, 0xA000, 0xA800, 0xF800, 0x10000, 0x10800, 0x11800, 0x16800,
            0x1D000, 0x1E000, 0x1E800,
        ]
        let programs = starts.map { "''.join([chr(i).\(method)() for i in range(\($0), \($0 + 0x800))])" }
        for (program, wanted) in zip(programs, try CPython.run(programs)) {
            #expect(await Observation.inSubset(program) == wanted, "\(program)")
        }
    }

    private static func program(_ kind: String, _ random: inout Lehmer) -> String {
        func pick(_ choices: String, _ separator: Character = " ") -> String {
            let all = choices.split(separator: separator, omittingEmptySubsequences: false)
            return String(all[random.below(all.count)])
        }
        let value = pick(
            "0 1 -1 255 1234567 10**20 65 True 1.5 -1.5 0.0 -0.0 1e16 1e15 -0.001 1e-5 9.995 0.5 2.5 5e-324 1/3 1e22 "
                + "float('inf') float('nan') 'abc' '' 'é' None [1]")
        switch kind {
        case "format":
            let spec =
                pick("||||*<|>|0=|^|é>", "|") + pick("||||+|-| ", "|") + pick("|||z", "|") + pick("|||#", "|")
                + pick("|||0", "|") + pick("||1|5|8|12", "|") + pick("||||,|_", "|") + pick("|||.0|.1|.3|.17", "|")
                + pick("||b|c|d|o|x|X|n|e|E|f|F|g|G|%|s|q", "|")
            return "format(\(value), '\(spec)')"
        case "percent":
            let spec =
                pick("|||-|+| |#|0|-0|+0|#0", "|") + pick("||1|5|12", "|") + pick("|||.|.0|.2|.6", "|")
                + pick("s r d i u o x X e E f F g G a c")
            return "'%\(spec)' % (\(value),)"
        case "slices":
            func bound() -> String { pick("||||0|1|-1|2|3|-3|9|-9|None", "|") }
            let slice = "[\(bound()):\(bound()):\(pick("||1|2|-1|-2|0", "|"))]"
            let items = pick("[1, 2, 3, 4];'abcdé';b'abc';(1, 2, 3);range(7);[]", ";")
            guard random.below(3) == 0 else { return "(\(items))\(slice)" }
            return "x = list(\(items))\n" + pick("del x\(slice);x\(slice) = [7, 8];x\(slice) = 'ab'", ";") + "\nx"
        case "methods":
            let text = pick("'a,b,,c';' x y ';'';'Hello World';'aaa';'ΑΣ Ǆ';'1²Ⅷ';'\\t\\n'", ";")
            func argument() -> String { pick("'a';',';'';' ';1;0;-1;None;'aa';2.5;('a', 'x')", ";") }
            let arguments = (0..<random.below(4)).map { _ in argument() }.joined(separator: ", ")
            let name = pick(
                "split rsplit strip lstrip rstrip find rfind count index replace partition rpartition startswith "
                    + "endswith center ljust rjust zfill join title upper splitlines expandtabs removeprefix isdigit")
            return "\(text).\(name)(\(arguments))"
        case "iso":
            var text = Array(pick("2012-01-18T02:27:56.123456+05:30 20120118T022756Z 2012-W03-3T02:27 2012W033T0227"))
            for _ in 0..<random.below(4) {
                let place = random.below(text.count)
                let new = Character(pick("0 1 9 : - + . , T Z W x"))
                if random.below(2) == 0 { text[place] = new } else { text.insert(new, at: place) }
                if random.below(4) == 0 { text.remove(at: random.below(text.count)) }
            }
            return "from datetime import \(pick("datetime time date")) as t\nt.fromisoformat('\(String(text))')"
        default:
            func moment() -> String {
                pick(
                    "datetime(2012,1,18,2,27,56) datetime(1,1,1) datetime(9999,12,31,23,59,59,999999) "
                        + "datetime(2012,2,29,tzinfo=timezone.utc) date(2012,1,18) date(1,1,1) time(1,2,3) "
                        + "timedelta(1) timedelta(-1,5,6) timedelta(0) timezone(timedelta(hours=-3)) 2 -1.5 None")
            }
            return "from datetime import datetime, date, time, timedelta, timezone\n"
                + "\(moment()) \(pick("+ - * / // % < <= == !=")) \(moment())"
        }
    }
}
