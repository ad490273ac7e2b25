namespace DtnBox.Randomized.Tests.Generation;

/// <summary>An object of the source, and what the destination has under its name before the transfer.</summary>
/// <param name="Key">Without the prefix of either side.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="There">What the destination has; null for nothing.</param>
internal sealed record SourceObject(string Key, Content Content, Content? There)
{
    public bool IsThere => There == Content;
}

/// <summary>An object that only the destination has.</summary>
internal sealed record ExtraObject(string Key, Content Content);
