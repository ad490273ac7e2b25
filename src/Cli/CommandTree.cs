using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using DtnBox.Cli.Audit;
using DtnBox.Cli.Browse;
using DtnBox.Cli.Grants;
using DtnBox.Cli.Hub;
using DtnBox.Cli.Nodes;
using DtnBox.Cli.People;
using DtnBox.Cli.Receipts;
using DtnBox.Cli.Schedules;
using DtnBox.Cli.SignIn;
using DtnBox.Cli.Transfers;

namespace DtnBox.Cli;

/// <summary>All verbs.</summary>
internal static class CommandTree
{
    public static async Task<int> RunAsync(string[] args, Terminal terminal)
    {
        ParseResult parsed = Create(terminal).Parse(args);
        if (parsed.Action is ParseErrorAction mistake)
        {
            // The fault alone: a page of help would push it out of sight.
            mistake.ShowHelp = false;
        }

        var streams = new InvocationConfiguration { Output = terminal.Out, Error = terminal.Error };
        int code = await parsed.InvokeAsync(streams, CancellationToken.None);
        return parsed.Action is ParseErrorAction ? ExitCodes.Usage : code;
    }

    private static RootCommand Create(Terminal terminal)
    {
        var shell = new Shell(terminal);
        var root = new RootCommand("Moves data from one site's object store to another's, and proves that it arrived.")
        {
            Login.Create(shell),
            Logout.Create(shell),
            shell.Options.WithApi(MeShow.Create(shell)),
            shell.Options.WithApi(new Verb(
                "node",
                "Sites: their stores and agents.",
                "dtnbox node list",
                "dtnbox node show site-a")
            {
                NodeAdd.Create(shell),
                NodeList.Create(shell),
                NodeShow.Create(shell),
                NodeEnroll.Create(shell),
                NodeKeys.Create(shell),
                NodeCa.Create(shell),
                NodeProbe.Create(shell),
                NodeBundle.Create(shell),
                NodeRotateKey.Create(shell),
                NodeCodes.Create(shell),
                NodeRevoke.Create(shell),
                NodeDrain.Create(shell),
                NodeUndrain.Create(shell),
                NodeLimit.Create(shell),
            }),
            shell.Options.WithApi(new Verb(
                "transfer",
                "Jobs that copy from one site to another.",
                "dtnbox transfer start site-a:results/run-7/ site-b:incoming/run-7/ --watch",
                "dtnbox transfer list --state Failed")
            {
                TransferStart.Create(shell),
                TransferList.Create(shell),
                TransferShow.Create(shell),
                TransferObjects.Create(shell),
                TransferStop.Create(shell),
                TransferRestart.Create(shell),
                TransferRetry.Create(shell),
                TransferAgain.Create(shell),
                TransferReceipt.Create(shell),
                TransferDeadline.Create(shell),
                TransferWatch.Create(shell),
                TransferLimit.Create(shell),
                TransferDelete.Create(shell),
            }),
            shell.Options.WithApi(new Verb(
                "schedule",
                "Transfers that start by themselves.",
                "dtnbox schedule add site-a:results/ site-b:mirror/ --cron '0 2 * * *' --time-zone Europe/Berlin",
                "dtnbox schedule list")
            {
                ScheduleAdd.Create(shell),
                ScheduleList.Create(shell),
                ScheduleShow.Create(shell),
                ScheduleEnable.CreateEnable(shell),
                ScheduleEnable.CreateDisable(shell),
                ScheduleDelete.Create(shell),
            }),
            shell.Options.WithApi(new Verb(
                "user",
                "People: who may come in, and as what. For administrators.",
                "dtnbox user list --state Pending",
                "dtnbox user approve ID --role Operator")
            {
                UserList.Create(shell),
                UserShow.Create(shell),
                UserApprove.Create(shell),
                UserRole.Create(shell),
                UserEnable.CreateDisable(shell),
                UserEnable.CreateEnable(shell),
                UserHandOver.Create(shell),
            }),
            shell.Options.WithApi(new Verb(
                "invitation",
                "Codes that let people in. For administrators.",
                "dtnbox invitation create --email ada@uni.example")
            {
                InvitationCreate.Create(shell),
                InvitationList.Create(shell),
                InvitationRevoke.Create(shell),
            }),
            shell.Options.WithApi(new Verb(
                "token",
                "Your API tokens, for scripts.",
                "dtnbox token create nightly --scope Read Transfer",
                "dtnbox token list")
            {
                TokenCreate.Create(shell),
                TokenList.Create(shell),
                TokenRevoke.Create(shell),
            }),
            shell.Options.WithApi(new Verb(
                "grant",
                "Who else may use a site's store.",
                "dtnbox grant add site-a:results/run-7/ --to alice@example.org --right Read --until 30d",
                "dtnbox grant list --node site-a")
            {
                GrantAdd.Create(shell),
                GrantList.Create(shell),
                GrantRevoke.Create(shell),
            }),
            shell.Options.WithApi(Access.Create(shell)),
            shell.Options.WithApi(StoreList.Create(shell)),
            shell.Options.WithApi(FolderMake.Create(shell)),
            shell.Options.WithApi(ObjectRemove.Create(shell)),
            shell.Options.WithApi(new Verb(
                "audit",
                "Who did what, and what was refused. For administrators.",
                "dtnbox audit list --outcome Denied --from 1d")
            {
                AuditList.Create(shell),
                AuditExport.Create(shell),
            }),
            new Command("receipt", "Receipts of transfers: proofs that need nobody's word.") { ReceiptVerify.Create(shell) },
            CreateHub(new HubShell(shell)),
        };
        root.Add(shell.Options.Json);
        foreach (HelpOption help in root.Options.OfType<HelpOption>())
        {
            help.Action = new HelpWithExamples((HelpAction)help.Action!);
        }

        return root;
    }

    private static Verb CreateHub(HubShell hub)
    {
        var verbs = new Verb(
            "hub",
            "The task hub under it all: orchestration instances of any Functions host. For operators.",
            "dtnbox hub list --status Running,Failed",
            "dtnbox hub history ID",
            "DTNBOX_SYSTEM_KEY=... dtnbox hub list --host https://app.azurewebsites.net")
        {
            HubList.Create(hub),
            HubShow.Create(hub),
            HubHistory.Create(hub),
            HubRaise.Create(hub),
            HubTerminate.Create(hub),
            HubSuspend.Create(hub),
            HubResume.Create(hub),
            HubRewind.Create(hub),
            HubRestart.Create(hub),
            HubPurge.Create(hub),
        };
        hub.Options.AddTo(verbs);
        return verbs;
    }
}
