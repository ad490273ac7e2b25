using DtnBox.Contracts.Grants;
using DtnBox.Contracts.People;
using DtnBox.Portal.Tests.Browse;
using DtnBox.Portal.Tests.Evidence;
using DtnBox.Portal.Tests.People;
using DtnBox.Portal.Tests.Stack;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DtnBox.Portal.Tests.Schedules;

public sealed class ScheduleTests(PortalFixture stack) : PortalTest(stack)
{
    [Fact]
    public async Task Schedule_MadeInTheDrawer_IsSeenAndPausedAndDeleted()
    {
        Account sina = await Stack.NewAccountAsync("sina", Role.Member);
        await Stack.GrantAsync(sina, "sina/");
        await Stack.GrantAsync(sina, Stack.DtnBox.B, "sina/", Right.Read);
        await Stack.PutAsync("sina/results/", objects: 2, size: 10);
        Person person = await OpenBrowserAsync(sina);
        await person.SignInAsync($"/browse?left=site-a:{Stack.DtnBox.A.Bucket}/sina/&right=site-b:{Stack.DtnBox.B.Bucket}/sina/");
        var from = new Pane(person, "left");
        await from.ToggleAsync("results");
        await from.Start.ClickAsync();
        ILocator drawer = person.Dialog("Start a transfer");
        await drawer.GetByLabel("Label").FillAsync("Nightly mirror");
        await drawer.GetByText("Repeatedly", new() { Exact = true }).ClickAsync();
        await drawer.GetByRole(AriaRole.Textbox, new() { Name = "Bandwidth cap", Exact = true }).FillAsync("50");
        await Pictures.TakeAsync(person, "start-schedule");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "Make the schedule" }).ClickAsync();
        await person.Link("See the schedules").ClickAsync();

        await person.SeesAsync("Transfers");
        await Expect(person.Row("Nightly mirror")).ToContainTextAsync("Every day at 02:00");
        await person.Button("Close the message").ClickAsync();
        await Expect(person.Link("See the schedules")).ToHaveCountAsync(0);
        await Pictures.TakeAsync(person, "schedules", alsoOnPhone: true);
        await person.Link("Nightly mirror").ClickAsync();
        await person.SeesAsync("Nightly mirror");
        await Expect(person.Page.GetByText("At most 50 MiB/s", new() { Exact = true })).ToBeVisibleAsync();
        await Pictures.TakeAsync(person, "schedule");

        await person.Button("Pause").ClickAsync();
        await Expect(person.Button("Turn on")).ToBeVisibleAsync();
        await Expect(person.Page.GetByText("Paused", new() { Exact = true })).ToBeVisibleAsync();
        await person.Button("Delete").ClickAsync();
        await person.Dialog("Delete this schedule?").GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Expect(person.Heading("Nothing is scheduled")).ToBeVisibleAsync();
    }
}
