namespace DtnBox.Functions.Api;

/// <summary>How many rows a page holds: asked for by <c>limit</c>, within bounds.</summary>
internal static class PageSize
{
    public const int Default = 100;
    public const int Most = 1000;

    public static int From(int? limit) => Math.Clamp(limit ?? Default, 1, Most);
}
