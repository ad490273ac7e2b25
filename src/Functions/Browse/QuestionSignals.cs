namespace DtnBox.Functions.Browse;

/// <summary>The names under which long-polls of this process are woken.</summary>
internal static class QuestionSignals
{
    /// <summary>A question was asked of a node.</summary>
    public static string Asked(string nodeId) => $"{nodeId}|asked";

    /// <summary>One of a node's questions was answered.</summary>
    public static string Answered(string nodeId) => $"{nodeId}|answered";
}
