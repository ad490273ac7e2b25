using DtnBox.Randomized.Workflows;

namespace DtnBox.Randomized.Tests.Generation;

/// <summary>One root instance and what its client does to it. Times count from when all are started.</summary>
/// <param name="Name">Its instance id.</param>
/// <param name="BeginsByEvent">Whether it does nothing before the event <see cref="BeginEvent"/>: then its start may be repeated safely.</param>
/// <param name="StartRepeats">How often the client repeats the acknowledged start.</param>
internal sealed record WorkflowCase(
    string Name,
    Plan Plan,
    bool BeginsByEvent,
    int StartRepeats,
    EventStream[] Streams,
    Suspension? Suspension,
    int? TerminatedAfterMilliseconds)
{
    public const string BeginEvent = "begin";
    public const string TerminationReason = "enough";
}

/// <summary>Events 1 to <paramref name="Count"/> of one name that the client raises, one after the other.</summary>
/// <param name="Repeated">The numbers that the client raises twice although the first was acknowledged.</param>
internal sealed record EventStream(
    string Event, int Count, int AfterMilliseconds, int PauseMilliseconds, int Bytes, int[] Repeated);

internal sealed record Suspension(int AfterMilliseconds, int Milliseconds);
