import JupyterMessages

/// What the task scheduler wants done.
package enum TaskAction: Sendable {
    /// Send a client's request to an engine.
    case run(_ msgID: String, request: Envelope, engine: String)
    /// The task runs no more on its engine, and not yet on another one.
    case takeBack(_ msgID: String)
    /// Send an engine's reply to the client: the task has ended.
    case deliver(_ msgID: String, reply: Envelope, engine: String)
    /// Answer a request with an error: the task has ended, on an engine that has died or on none.
    case fail(_ msgID: String, request: Envelope, error: ErrorContent, engine: String?)
}
