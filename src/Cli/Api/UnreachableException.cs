namespace DtnBox.Cli.Api;

/// <summary>The control plane gave no answer of its own.</summary>
internal sealed class UnreachableException(string message) : Exception(message);
