namespace DtnBox.Judge;

/// <summary>What a copy holds cannot be known, so nothing can be said about it.</summary>
internal sealed class UnlistableException(string message, Exception? inner = null) : Exception(message, inner);
