namespace DtnBox.Transfer.Copying;

/// <summary>The source no longer has the version that was pinned.</summary>
internal sealed class SourceMovedException(Exception? inner) : Exception("The source object changed.", inner);
