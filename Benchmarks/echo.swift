// The peer of `requests`: the same number of bytes through two pipes, with `read` and `write` alone.
//
//     echo parent COUNT REQUEST-BYTES REPLY-BYTES     starts a child and exchanges COUNT lines with it
//     echo child REQUEST-BYTES REPLY-BYTES            answers each line with another

import Glibc

func send(_ descriptor: Int32, _ line: [UInt8]) {
    var sent = 0
    while sent < line.count {
        let count = line.withUnsafeBytes { write(descriptor, $0.baseAddress! + sent, line.count - sent) }
        guard count > 0 else { exit(1) }
        sent += count
    }
}

/// Reads a line. Returns false at the end of the input.
func receive(_ descriptor: Int32, _ line: inout [UInt8]) -> Bool {
    var received = 0
    while received < line.count {
        let count = line.withUnsafeMutableBytes { read(descriptor, $0.baseAddress! + received, $0.count - received) }
        guard count > 0 else { return false }
        received += count
    }
    return true
}

func line(_ length: Int) -> [UInt8] { [UInt8](repeating: UInt8(ascii: "x"), count: length - 1) + [UInt8(ascii: "\n")] }

func child(_ request: Int, _ reply: Int) {
    var question = line(request)
    let answer = line(reply)
    while receive(STDIN_FILENO, &question) { send(STDOUT_FILENO, answer) }
}

func parent(_ count: Int, _ request: Int, _ reply: Int) {
    var toChild: [Int32] = [0, 0]
    var fromChild: [Int32] = [0, 0]
    guard pipe(&toChild) == 0, pipe(&fromChild) == 0 else { exit(1) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, toChild[0], STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, fromChild[1], STDOUT_FILENO)
    for descriptor in toChild + fromChild { posix_spawn_file_actions_addclose(&actions, descriptor) }
    let words = [CommandLine.arguments[0], "child", "\(request)", "\(reply)"]
    let arguments = words.map { strdup($0) } + [nil]
    var identifier: pid_t = 0
    guard posix_spawn(&identifier, words[0], &actions, nil, arguments, environ) == 0 else { exit(1) }
    close(toChild[0])
    close(fromChild[1])

    let question = line(request)
    var answer = line(reply)
    for _ in 0..<count {
        send(toChild[1], question)
        guard receive(fromChild[0], &answer) else { exit(1) }
    }
    close(toChild[1])
    waitpid(identifier, nil, 0)
}

let numbers = CommandLine.arguments.dropFirst(2).compactMap { Int($0) }
switch (CommandLine.arguments.dropFirst().first, numbers.count) {
case ("parent", 3): parent(numbers[0], numbers[1], numbers[2])
case ("child", 2): child(numbers[0], numbers[1])
default: exit(64)
}
