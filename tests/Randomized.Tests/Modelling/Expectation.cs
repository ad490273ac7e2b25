namespace DtnBox.Randomized.Tests.Modelling;

/// <summary>How a workflow must end.</summary>
/// <param name="Status">Completed, Failed or Terminated.</param>
/// <param name="Value">The value in its output, when it completes.</param>
/// <param name="Failure">A part of its output, when it fails.</param>
/// <param name="Sum">What its loop has added up.</param>
/// <param name="LoopEvents">How many events its loop takes.</param>
/// <param name="CustomStatus">Its last custom status; null when it sets none.</param>
internal sealed record Expectation(
    string Status,
    string? Value,
    string? Failure,
    long Sum,
    int LoopEvents,
    string? CustomStatus,
    IReadOnlyList<ExpectedEffect> Effects);

/// <summary>What the journal must say about one activity.</summary>
/// <param name="Keys">Its key; several when exactly one of them runs.</param>
internal sealed record ExpectedEffect(IReadOnlyList<string> Keys, int Done, int Failed);
