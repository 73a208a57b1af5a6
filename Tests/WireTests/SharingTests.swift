import TaskDatabases
import Testing
import Wire

/// Tests the member of a message that holds changes to shared objects.
@Suite struct SharingTests {
    private static let request: JSON = ["jsonrpc": "2.0", "id": 1]

    @Test func `without changes a message has no member for them`() throws {
        #expect(try Sharing().added(to: Self.request, keepsOffsets: false) == Self.request)
        #expect(try Sharing(Self.request) == Sharing())
    }

    @Test func `changes are unchanged after writing and reading`() throws {
        let sharing = Sharing([("7/record", ["label": "x", "buffers": [.bytes([1])]]), ("8/result", [[:], nil])])
        let message = try sharing.added(to: Self.request, keepsOffsets: false)
        #expect(message["id"] == 1)
        #expect(try Sharing(JSON(parsing: message.bytes)) == sharing)
    }

    @Test(arguments: [
        (#"{"changed":[]}"#, "at `changed`: expected an object, found an array"),
        (#"{"changed":null}"#, "at `changed`: expected an object, found null"),
        (#"{"changed":{"record":{}}}"#, "at `changed.record`: expected a place such as 7/record or 8/result/0"),
        (
            #"{"changed":{"7/record":{"$date":"now"}}}"#,
            #"at `changed.7/record.$date`: expected a date such as 2012-01-18T02:27:56.123456Z, found "now""#
        ),
    ])
    func `an invalid change is an error with its place`(text: String, message: String) throws {
        let json = try JSON(parsing: Array(text.utf8))
        #expect { try Sharing(json) } throws: { ($0 as? WireError)?.description == message }
    }
}
