import JupyterMessages
import Testing
import Wire

@testable import Controller

@Suite struct ConnectionInfoTests {
    private var info: ConnectionInfo {
        var client = ConnectionInfo.Side(interface: "tcp://127.0.0.1", ssh: "")
        var engine = client
        for (port, channel) in ["registration", "control", "mux", "task", "iopub", "notification"].enumerated() {
            client.ports[channel] = 1000 + port
        }
        for (port, channel) in ["registration", "control", "mux", "task", "iopub", "hb_ping", "hb_pong"].enumerated() {
            engine.ports[channel] = port == 0 ? 1000 : 2000 + port
        }
        client.broadcast = [3000]
        engine.broadcast = [3001, 3002]
        return ConnectionInfo(
            client: client, engine: engine, scheme: "leastload", key: "k", curveServerKey: nil, location: "host")
    }

    @Test func `the files have what clients and engines require`() {
        #expect(
            info.clientFile.members?.members.map(\.name) == [
                "ssh", "interface", "registration", "control", "mux", "task", "task_scheme", "iopub", "notification",
                "broadcast", "key", "curve_serverkey", "location", "pack", "unpack", "signature_scheme",
            ])
        #expect(info.clientFile["broadcast"] == 3000 && info.engineFile["broadcast"] == [3001, 3002])
        #expect(info.engineFile["hb_pong"] == 2006 && info.engineFile["task_scheme"] == nil)
    }

    @Test func `the files are read back`() throws {
        #expect(try ConnectionInfo(clientFile: info.clientFile, engineFile: info.engineFile) == info)
    }

    @Test func `files that do not belong together are refused`() {
        var other = info
        other.key = "other"
        let error = #expect(throws: ReuseError.self) {
            try ConnectionInfo(clientFile: info.clientFile, engineFile: other.engineFile)
        }
        #expect(error?.description == "mismatch between engine and client info: 'key'")
        #expect(throws: ReuseError.self) { try ConnectionInfo(clientFile: [:], engineFile: [:]) }
    }
}
