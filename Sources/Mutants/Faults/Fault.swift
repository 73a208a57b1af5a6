import Fuzzing
import TaskDatabases
import Wire

/// One thing that a backend does in a way of its own: it stands between the requests and a sound database.
///
/// Faults are composed: each hands on to the next, the last one to the database.
struct Fault: Sendable {
    typealias Next = @Sendable (Request) async throws -> Value
    typealias Handler = @Sendable (Request, @escaping Next) async throws -> Value

    /// Makes the handler for one backend; what that remembers is its own.
    let handler: @Sendable () -> Handler

    /// A fault with all freedom that remembers nothing.
    static func handling(_ handler: @escaping Handler) -> Fault { Fault { handler } }

    /// A fault that remembers: everything, from one database to the next.
    static func remembering<State: Sendable>(
        _ state: State, _ handler: @escaping @Sendable (Request, @escaping Next, Memory<State>) async throws -> Value
    ) -> Fault {
        Fault {
            let memory = Memory(state)
            return { try await handler($0, $1, memory) }
        }
    }

    /// A fault that remembers, and starts anew with each database.
    static func rememberingInDatabase<State: Sendable>(
        _ state: State, _ handler: @escaping @Sendable (Request, @escaping Next, Memory<State>) async throws -> Value
    ) -> Fault {
        remembering(state) { request, next, memory in
            if case .open = request { memory.use { $0 = state } }
            return try await handler(request, next, memory)
        }
    }

    /// The faults in front of a database, the first one outermost.
    static func chain(_ faults: [Fault], before database: @escaping Next) -> Next {
        faults.reversed().reduce(database) { next, fault in
            let handler = fault.handler()
            return { try await handler($0, next) }
        }
    }
}

// MARK: - The usual places

extension Fault {
    /// Understands requests as others.
    static func requests(_ change: @escaping @Sendable (Request) -> Request) -> Fault {
        .handling { request, next in try await next(change(request)) }
    }

    /// Stores other records or updates than were handed in.
    static func recordsIn(
        _ methods: [Method] = [.add, .update], _ change: @escaping @Sendable (Document) -> Document
    ) -> Fault {
        .requests { request in
            guard let record = request.record, methods.contains(request.databaseMethod) else { return request }
            return request.replacing(record: change(record))
        }
    }

    /// Reads a check as another, in both methods that take one.
    static func checks(
        _ methods: [Method] = [.find, .dropMatching], _ change: @escaping @Sendable (Document) -> Document
    ) -> Fault {
        .requests { request in
            guard let check = request.check, methods.contains(request.databaseMethod) else { return request }
            return request.replacing(check: change(check))
        }
    }

    /// Hands out another result.
    static func replies(to method: Method, _ change: @escaping @Sendable (Value, Request) -> Value) -> Fault {
        .handling { request, next in
            let reply = try await next(request)
            return request.databaseMethod == method ? change(reply, request) : reply
        }
    }

    /// Hands out other records than are stored.
    static func recordsOut(
        _ methods: [Method] = [.get, .find], _ change: @escaping @Sendable (Document) -> Document
    ) -> Fault {
        .handling { request, next in
            let reply = try await next(request)
            guard methods.contains(request.databaseMethod) else { return reply }
            return reply.mapRecords(change)
        }
    }

    /// Refuses some requests that are to be granted.
    static func refusing(
        _ type: String = "ValueError", bases: [String] = ["Exception"],
        _ isRefused: @escaping @Sendable (Request) -> Bool
    ) -> Fault {
        .handling { request, next in
            if isRefused(request) { throw RaisedError(type: type, bases: bases, message: "not this") }
            return try await next(request)
        }
    }

    /// Tells every error of some methods as another.
    static func errors(_ methods: [Method], as type: String, bases: [String] = ["Exception"]) -> Fault {
        .handling { request, next in
            do {
                return try await next(request)
            } catch let error as RaisedError where methods.contains(request.databaseMethod) {
                throw RaisedError(type: type, bases: bases, message: error.message)
            }
        }
    }

    /// Answers instead of raising.
    static func silence(
        _ reply: Value = .null, _ isSilenced: @escaping @Sendable (Request, RaisedError) -> Bool
    ) -> Fault {
        .handling { request, next in
            do {
                return try await next(request)
            } catch let error as RaisedError where isSilenced(request, error) {
                return reply
            }
        }
    }

    /// Keeps some requests from having any effect; they are answered as if they had.
    static func ignoring(_ isIgnored: @escaping @Sendable (Request) -> Bool) -> Fault {
        .handling { request, next in isIgnored(request) ? .null : try await next(request) }
    }

    /// Acts on a request for which there is no other way to say it; anything else goes on as it came.
    static func method(_ method: Method, _ handler: @escaping Handler) -> Fault {
        .handling { request, next in
            try await request.databaseMethod == method ? handler(request, next) : next(request)
        }
    }
}

extension [Method] {
    func contains(_ method: Method?) -> Bool { method.map { contains($0) } ?? false }
}
