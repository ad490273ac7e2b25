using System.Text.Json;
using DtnBox.Contracts.Stores;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Contracts.Agents;

/// <summary>Asks for work: <c>POST /api/v1/agent/commands/lease</c>. Answers at once when there is some.</summary>
/// <param name="SessionId">Drawn when the agent process starts: leases of its earlier, dead process are given out again at once.</param>
/// <param name="Max">How many commands the agent has room for, 1 to 32.</param>
/// <param name="WaitSeconds">How long to hold the request while there is no work, 0 to 25.</param>
/// <param name="Held">
/// The ids of the commands in hand. What is leased to this session and is not among them was lost on its way, and is
/// given out again at once. So an agent has one such request under way at a time.
/// </param>
/// <param name="Knows">The names of the commands that it can do; it is given no other. Absent from the first agents.</param>
public sealed record LeaseCommands(
    string SessionId, int Max, int WaitSeconds, IReadOnlyList<string> Held, IReadOnlyList<string>? Knows = null);

/// <summary>The commands now leased to the agent; empty when there was no work in the time given.</summary>
/// <param name="Caps">What the agent may send from now on; absent together with commands.</param>
public sealed record LeasedCommands(IReadOnlyList<LeasedCommand> Commands, BandwidthCaps? Caps = null);

/// <summary>One remote activity to run.</summary>
/// <param name="Id">The command's id; with <paramref name="LeaseId"/> it authorises everything said about the command.</param>
/// <param name="Name">One of <see cref="Commands.CommandNames"/>.</param>
/// <param name="Input">The input record that belongs to the name.</param>
/// <param name="LeaseId">Changes with every lease; a report with an old one is refused with 409.</param>
/// <param name="LeaseExpiresAt">Renewed by each progress report.</param>
/// <param name="Deliveries">1 at the first delivery; more after a lease was lost.</param>
/// <param name="Stores">The stores that this command needs, by node id.</param>
/// <param name="Traceparent">
/// The W3C trace context of whoever asked for the command, as in the header of that name. Absent when it is not known.
/// </param>
/// <param name="TransferId">The transfer that it is part of.</param>
public sealed record LeasedCommand(
    string Id,
    string Name,
    JsonElement Input,
    string LeaseId,
    DateTimeOffset LeaseExpiresAt,
    int Deliveries,
    IReadOnlyDictionary<string, StoreConnection> Stores,
    string? Traceparent = null,
    string? TransferId = null);

/// <summary>Heartbeat and progress of everything in hand: <c>POST /api/v1/agent/progress</c>, about every second.</summary>
public sealed record ReportProgress(string SessionId, IReadOnlyList<CommandProgress> Commands);

/// <summary>How far one command is, counted from the command's chunk as a whole (never from the last report).</summary>
/// <param name="ObjectsDone">Objects of the chunk that are at the destination (copy) or proven right (verify).</param>
/// <param name="BytesDone">Bytes the destination has acknowledged, or bytes read back.</param>
/// <param name="Tuning">
/// What was tuned since the last report while the command's transfer was carried, up to 100 changes; of several commands
/// of one transfer, one tells it.
/// </param>
public sealed record CommandProgress(
    string CommandId, string LeaseId, long ObjectsDone, long BytesDone, IReadOnlyList<TuningChange>? Tuning = null);

/// <summary>What the agent must do now, one entry for each command it reported.</summary>
/// <param name="Caps">What it may send from now on.</param>
/// <param name="RotateKey">Somebody wants the agent to change its key pair, and it has not done so yet.</param>
public sealed record ProgressAnswer(
    IReadOnlyList<CommandDirective> Directives, BandwidthCaps? Caps = null, bool RotateKey = false);

/// <summary>An order about one command.</summary>
public sealed record CommandDirective(string CommandId, Directive Directive);

/// <summary>What to do with a command in hand.</summary>
public enum Directive
{
    /// <summary>Go on; the lease is renewed.</summary>
    Continue,

    /// <summary>Stop now, keep finished parts, and complete with <see cref="CommandOutcome.Stopped"/>.</summary>
    Stop,

    /// <summary>The command belongs to another agent, or is gone: drop it without a word.</summary>
    Abandon,
}

/// <summary>How a command ended.</summary>
public enum CommandOutcome
{
    /// <summary>It did what it was for; objects that failed are in the result.</summary>
    Succeeded,

    /// <summary>It was stopped on request; finished parts and objects are kept.</summary>
    Stopped,

    /// <summary>It could not be done at all; <see cref="CompleteCommand.Error"/> says why.</summary>
    Failed,
}

/// <summary>Ends a command: <c>POST /api/v1/agent/commands/{id}/complete</c>.</summary>
/// <remarks>Idempotent for the same lease: repeating it after a lost answer gives 204 again.</remarks>
/// <param name="LeaseId">The lease under which the work was done.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Result">The result record that belongs to the command's name; absent when it failed.</param>
/// <param name="Error">Why it failed; absent otherwise.</param>
public sealed record CompleteCommand(string LeaseId, CommandOutcome Outcome, JsonElement? Result, Fault? Error);
