using System.Text;
using DtnBox.Cli.Text;

namespace DtnBox.Cli.Api;

/// <summary>An error in words: what is wrong, which fields, what helps.</summary>
internal static class ProblemText
{
    public static string From(ApiProblem problem)
    {
        var text = new StringBuilder(Printable.From(problem.Title ?? $"the control plane answered {problem.Status}"));
        if (problem.Errors is { Count: > 0 } errors)
        {
            // The detail repeats the fields in one line; the list is easier to read.
            foreach ((string field, string[] faults) in errors)
            {
                text.Append('\n').Append("  ").Append(Printable.From(field)).Append(": ")
                    .Append(Printable.From(string.Join(' ', faults)));
            }
        }
        else if (problem.Detail is { } detail)
        {
            text.Append('\n').Append("  ").Append(Printable.From(detail));
        }

        return problem.NextStep is { } next
            ? text.Append('\n').Append("  Next: ").Append(Printable.From(next)).ToString()
            : text.ToString();
    }
}
