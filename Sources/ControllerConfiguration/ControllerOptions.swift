/// What a controller's configuration and command line say, other than about its task database.
package struct ControllerOptions: Sendable {
    /// Where clients and engines connect to: an address, or `*` for all.
    package var clientIP = "127.0.0.1"
    package var engineIP = "127.0.0.1"
    /// The host name by which engines elsewhere reach this machine; empty for the machine's own name.
    package var location = ""
    /// Ports to use in order, before any free ones.
    package var ports: [Int] = []
    package var clientPorts: [Int] = []
    package var enginePorts: [Int] = []
    /// The ports of single channels, by the channel's name in the connection files.
    package var clientChannelPorts: [String: Int] = [:]
    package var engineChannelPorts: [String: Int] = [:]
    /// Milliseconds between heartbeats.
    package var heartPeriod = 3000
    /// How many heartbeats in a row an engine may miss.
    package var mostMisses = 10
    /// How the task scheduler chooses engines.
    package var scheme = "leastload"
    /// The most tasks that an engine is given at once; 0 is no limit.
    package var limit = 1
    /// The broadcast scheduler has 2 to the power of this many ports for engines.
    package var broadcastDepth = 1
    /// Seconds until a registration without heartbeat is forgotten; 0 is ten heartbeats, at least 30 s.
    package var registrationTimeout = 0
    /// Whether to keep the connection files, and to use those that are there.
    package var reusesFiles = false
    /// Whether to take over the engines of a controller that has ended.
    package var restoresEngines = false
    package var clientFile = ""
    package var engineFile = ""
    package var sshServer = ""
    package var engineSSHServer = ""
    /// Whether to encrypt with CURVE instead of signing.
    package var enablesCurve = false
    package var curveSecretKey = ""
    /// Whether messages are signed.
    package var isSecure = true
    /// The key of the signatures; empty for a new one.
    package var key = ""
    package var keyFile = ""
    package var userName = "username"
    package var session = ""
    /// How many signatures are remembered, so that no message is accepted twice.
    package var digestHistory = 65_536
    package var clusterID = ""
    package var profile = "default"
    package var profileDirectory = ""
    package var ipythonDirectory = ""
    package var workDirectory = ""
    /// A configuration file besides those of the profile.
    package var extraFile = ""
    /// The least level that is logged, on Python's scale: 10 is debug, 20 info, 30 warning.
    package var logLevel = 20
    package var logsToFile = false
    package var cleansLogs = false
    /// The port of the status page on loopback; 0 is none.
    package var statusPort = 0

    /// What to do instead of running.
    package var request = Request.run

    package enum Request: Sendable {
        case run, version, help, helpAll
    }

    /// The defaults.
    package init() {}
}
