using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace DtnBox.Portal.Tests.Evidence;

/// <summary>What a page wrote to its console. Errors fail the test, unless it says that they belong to what it does.</summary>
internal sealed class Complaints
{
    private readonly ConcurrentQueue<string> _everything = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly List<Regex> _expected = [];

    private Complaints()
    {
    }

    public IEnumerable<string> Everything => _everything;

    /// <summary>Gets the errors that no test expected: uncaught exceptions, refusals by the content security policy, failed requests.</summary>
    public IReadOnlyList<string> Unexpected => [.. _errors.Where(error => !_expected.Exists(pattern => pattern.IsMatch(error)))];

    public static Complaints Of(IPage page)
    {
        var complaints = new Complaints();
        page.Console += (_, message) => complaints.Take($"{message.Type}: {message.Text} ({message.Location})", message.Type == "error");
        page.PageError += (_, error) => complaints.Take($"uncaught: {error}", isError: true);
        return complaints;
    }

    /// <summary>Errors like this belong to what the test does, such as a request that is to be refused.</summary>
    public void Expect(string pattern) => _expected.Add(new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)));

    private void Take(string line, bool isError)
    {
        _everything.Enqueue(line);
        if (isError)
        {
            _errors.Enqueue(line);
        }
    }
}
