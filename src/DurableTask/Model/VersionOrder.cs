namespace DtnBox.DurableTask;

/// <summary>Orders versions of orchestrations: none first, then by numeric parts, else as text without regard to case.</summary>
public static class VersionOrder
{
    /// <summary>Less than, equal to or more than 0; an empty version is none.</summary>
    public static int Compare(string left, string right)
    {
        if (left.Length == 0 || right.Length == 0)
        {
            return left.Length.CompareTo(right.Length);
        }

        return Version.TryParse(left, out Version? leftVersion) && Version.TryParse(right, out Version? rightVersion)
            ? leftVersion.CompareTo(rightVersion)
            : string.Compare(left, right, StringComparison.OrdinalIgnoreCase);
    }
}
