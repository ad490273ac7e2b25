using System.Text.RegularExpressions;
using DtnBox.EndToEnd.Installations;
using DtnBox.Portal.Tests.Browse;
using DtnBox.Portal.Tests.Evidence;
using DtnBox.Portal.Tests.Nodes;
using DtnBox.Portal.Tests.People;
using DtnBox.Portal.Tests.Stack;
using DtnBox.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DtnBox.Portal.Tests.Documents;

/// <summary>docs/first-transfer.md, walked step by step. A step that only one of the two knows fails the test.</summary>
public sealed partial class FirstTransferTests(PortalFixture stack) : PortalTest(stack)
{
    [Fact]
    public async Task Document_WalkedStepByStep_LeadsFromSignUpToAFinishedTransfer()
    {
        await using Site from = await Stack.NewSiteAsync("beamline"), to = await Stack.NewSiteAsync("institute");
        await Stack.PutAsync(from, "run-42/", objects: 8, size: 50_000);
        Person maria = await OpenBrowserAsync(Account.New("maria"));
        var wizard = new NodeWizard(maria);
        Pane left = new(maria, "left"), right = new(maria, "right");
        (string Title, Func<Task> Walk)[] steps =
        [
            ("Sign up", () => maria.SignUpAsync()),
            ("Be let in", () => LetInAsync(maria)),
            ("Add the site that has the data", () => AddAsync(wizard, "Beamline 7", from)),
            ("Start its agent", () => StartAgentAsync(maria, wizard, from)),
            ("Add the site that gets the data", async () =>
            {
                await AddAsync(wizard, "Institute archive", to);
                await StartAgentAsync(maria, wizard, to);
            }),
            ("Find the data", async () =>
            {
                await maria.Link("Browse").ClickAsync();
                await left.ChooseSiteAsync(from.Id);
                await left.OpenAsync(from.Bucket);
                await left.ToggleAsync("run-42");
            }),
            ("Choose where it goes", async () =>
            {
                await right.ChooseSiteAsync(to.Id);
                await right.OpenAsync(to.Bucket);
                await right.MakeFolderAsync("from-beamline");
            }),
            ("Start the transfer", async () =>
            {
                await right.OpenAsync("from-beamline");
                await Pictures.TakeAsync(maria, "first-transfer-browse");
                await left.Start.ClickAsync();
                ILocator drawer = maria.Dialog("Start a transfer");
                await drawer.GetByLabel("Label").FillAsync("Run 42");
                await drawer.GetByRole(AriaRole.Button, new() { Name = "Start the transfer" }).ClickAsync();
            }),
            ("Watch it arrive", async () =>
            {
                await maria.Link("Watch it").ClickAsync();
                await maria.SeesAsync("Run 42");
                await Expect(maria.Page.GetByText("Succeeded", new() { Exact = true })).ToBeVisibleAsync(new() { Timeout = 180_000 });
            }),
            ("Look at what arrived", async () =>
            {
                await maria.Link("Browse").ClickAsync();
                await left.ChooseSiteAsync(to.Id);
                await left.OpenAsync(to.Bucket);
                await left.OpenAsync("from-beamline");
                await left.OpenAsync("run-42");
                await Expect(left.Row("frame-007.dat")).ToBeVisibleAsync();
            }),
        ];

        Assert.Equal(Headings(), steps.Select(step => step.Title));
        foreach ((string _, Func<Task> walk) in steps)
        {
            await walk();
        }
    }

    private async Task LetInAsync(Person person)
    {
        await person.SeesAsync("Almost there");
        Person ada = await OpenBrowserAsync(Stack.Ada);
        await ada.SignInAsync("/people?state=Pending");
        await ada.Row(person.Account.Email).GetByRole(AriaRole.Button, new() { Name = "Let in" }).ClickAsync();
        ILocator question = ada.Dialog($"Let {person.Account.DisplayName} in");
        await question.GetByRole(AriaRole.Radio, new() { Name = "Operator" }).CheckAsync();
        await question.GetByRole(AriaRole.Button, new() { Name = "Let in" }).ClickAsync();
        await person.SeesAsync("Transfers");
    }

    private static async Task AddAsync(NodeWizard wizard, string name, Site site)
    {
        await wizard.NameAsync(name, site.Id);
        await wizard.StoreAsync(site);
    }

    private async Task StartAgentAsync(Person person, NodeWizard wizard, Site site)
    {
        await wizard.JoinAsync(Stack, site, await wizard.CodeAsync());
        await Expect(person.Page.GetByRole(AriaRole.List, new() { Name = "What the store can do" })).ToBeVisibleAsync(new() { Timeout = 60_000 });
    }

    /// <summary>The steps in the document, in order.</summary>
    private static IEnumerable<string> Headings()
        => Heading().Matches(File.ReadAllText(Path.Combine(RepositoryPaths.Root, "docs", "first-transfer.md")))
            .Select((match, at) => match.Groups["number"].Value == $"{at + 1}" ? match.Groups["title"].Value : $"out of order: {match.Value}");

    [GeneratedRegex(@"^## (?<number>\d+)\. (?<title>.+)$", RegexOptions.Multiline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Heading();
}
