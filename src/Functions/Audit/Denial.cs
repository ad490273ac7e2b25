namespace DtnBox.Functions.Audit;

/// <summary>Marks that something was hidden from the caller of the current request, and not merely missing.</summary>
/// <remarks>
/// Whoever has no right to a thing is told that there is none. The audit must know better, and the place that decides it
/// often lies deep below the request.
/// </remarks>
internal static class Denial
{
    private static readonly AsyncLocal<Mark?> Current = new();

    /// <summary>Begins a request: marks made further down are seen in what is returned.</summary>
    public static Mark Watch() => Current.Value = new Mark();

    /// <summary>Marks the current request, if there is one.</summary>
    public static void Occurred()
    {
        if (Current.Value is { } mark)
        {
            mark.IsSet = true;
        }
    }

    /// <summary>The value as it is, marked when there is something that the caller may not use.</summary>
    public static T? Unless<T>(bool may, T? found)
        where T : class
    {
        if (found is not null && !may)
        {
            Occurred();
        }

        return may ? found : null;
    }

    internal sealed class Mark
    {
        public bool IsSet { get; set; }
    }
}
