using DtnBox.Portal.Tests.Evidence;
using DtnBox.Portal.Tests.People;
using DtnBox.Portal.Tests.Stack;
using Microsoft.Playwright;

namespace DtnBox.Portal.Tests;

/// <summary>A test with people in front of the portal. When it fails, what each of them saw is kept and named in the message.</summary>
public abstract class PortalTest(PortalFixture stack) : IAsyncLifetime
{
    private readonly List<Person> _people = [];

    private protected PortalFixture Stack => stack;

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        bool failed = TestContext.Current.TestState?.Result == TestResult.Failed;
        string[] complaints = [.. _people.SelectMany(person =>
            person.Complaints.Unexpected.Select(line => $"{person.Account.Name}: {line}"))];
        List<string> kept = [];
        foreach (Person person in _people)
        {
            if (failed || complaints.Length > 0)
            {
                kept.Add(await KeepAsync(person));
            }

            await person.DisposeAsync();
        }

        GC.SuppressFinalize(this);
        Assert.True(complaints.Length == 0, $"The browser complained:\n{string.Join('\n', complaints)}\n{string.Join('\n', kept)}");
        Assert.True(kept.Count == 0, string.Join('\n', kept));
    }

    /// <summary>Somebody in front of a browser, at no page yet.</summary>
    private protected async Task<Person> OpenBrowserAsync(Account account, ViewportSize? size = null)
    {
        Person person = await Person.OpenAsync(stack, account, size);
        _people.Add(person);
        return person;
    }

    private static async Task<string> KeepAsync(Person person)
    {
        string name = $"{TestContext.Current.TestMethod?.MethodName}-{person.Account.Name}";
        await person.KeepEvidenceAsync(Path.Combine(ArtifactFolders.Failures, name));
        return $"What {person.Account.Name} saw: artifacts/portal/failures/{name}.png, .trace.zip (https://trace.playwright.dev) and .console.txt";
    }
}
