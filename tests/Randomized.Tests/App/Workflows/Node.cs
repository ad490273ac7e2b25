using System.Text.Json.Serialization;

namespace DtnBox.Randomized.Workflows;

/// <summary>One step of a generated workflow: data, which the app interprets and the model computes.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Sequence), "sequence")]
[JsonDerivedType(typeof(Parallel), "parallel")]
[JsonDerivedType(typeof(Race), "race")]
[JsonDerivedType(typeof(Either), "either")]
[JsonDerivedType(typeof(Effect), "effect")]
[JsonDerivedType(typeof(Child), "child")]
[JsonDerivedType(typeof(Timer), "timer")]
[JsonDerivedType(typeof(Wait), "wait")]
[JsonDerivedType(typeof(Send), "send")]
[JsonDerivedType(typeof(Status), "status")]
[JsonDerivedType(typeof(Catch), "catch")]
[JsonDerivedType(typeof(Throw), "throw")]
internal abstract record Node
{
    public sealed record Sequence(Node[] Steps) : Node;

    /// <summary>All at once; goes on when the last has ended.</summary>
    public sealed record Parallel(Node[] Branches) : Node;

    /// <summary>WhenAny of a step and something that does not come; only the step can win.</summary>
    public sealed record Race(Node Winner, Loser Loser) : Node;

    /// <summary>WhenAny of two activities; the winner decides which of two further ones runs, then both are awaited.</summary>
    public sealed record Either(Effect Left, Effect Right, Effect AfterLeft, Effect AfterRight) : Node;

    /// <summary>An activity that leaves a line in the journal each time it runs.</summary>
    /// <param name="Id">Unique in the whole schedule: the key of its journal lines.</param>
    /// <param name="Failures">How many of its runs fail before one succeeds.</param>
    /// <param name="AlwaysFails">Whether no run succeeds.</param>
    /// <param name="Attempts">How often the orchestrator tries; 1 means without a retry policy.</param>
    public sealed record Effect(
        string Id, int Value, int Failures, bool AlwaysFails, int Attempts, int InputBytes, int ResultBytes, int Milliseconds)
        : Node;

    /// <summary>A sub-orchestration.</summary>
    /// <param name="HasOwnId">Whether its instance id is chosen by the workflow and not by the worker.</param>
    public sealed record Child(string Id, Plan Plan, bool HasOwnId, int Attempts) : Node;

    /// <summary>A durable timer; it may lie in the past.</summary>
    public sealed record Timer(int Milliseconds) : Node;

    /// <summary>Takes the events numbered 1 to <paramref name="Count"/>, which nobody else waits for.</summary>
    /// <param name="InOrder">Whether they must arrive in their order.</param>
    public sealed record Wait(string Event, int Count, bool InOrder) : Node;

    /// <summary>Sends the events 1 to <paramref name="Count"/>.</summary>
    /// <param name="Target">The instance id; null for the sender itself.</param>
    public sealed record Send(string? Target, string Event, int Count, int Bytes) : Node;

    public sealed record Status(string Text) : Node;

    /// <summary>Goes on when the body failed.</summary>
    public sealed record Catch(Node Body) : Node;

    public sealed record Throw(string Message) : Node;
}

/// <summary>What a race is won against.</summary>
internal enum Loser
{
    /// <summary>A timer of an hour, cancelled after the race.</summary>
    Timer,

    /// <summary>A timer of an hour that nobody cancels.</summary>
    ForgottenTimer,

    /// <summary>An event that nobody sends; the wait is cancelled after the race.</summary>
    Event,

    /// <summary>An event that nobody sends; the wait stays open.</summary>
    ForgottenEvent,
}
