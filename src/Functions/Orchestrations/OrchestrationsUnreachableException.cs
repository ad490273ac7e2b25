namespace DtnBox.Functions.Orchestrations;

/// <summary>The Functions host did not answer: what was asked may have been done, or not.</summary>
internal sealed class OrchestrationsUnreachableException(Exception cause)
    : Exception($"The Functions host did not answer: {cause.Message}", cause);
