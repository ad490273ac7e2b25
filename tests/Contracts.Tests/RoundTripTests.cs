using System.Text.Json;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Audit;
using DtnBox.Contracts.Browse;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Grants;
using DtnBox.Contracts.Ledger;
using DtnBox.Contracts.Nodes;
using DtnBox.Contracts.People;
using DtnBox.Contracts.Schedules;
using DtnBox.Contracts.Stores;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Contracts.Tests;

/// <summary>Every record that crosses a process boundary, written and read again.</summary>
public sealed class RoundTripTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 23, 1, 2, 3, TimeSpan.Zero);
    private static readonly TransferSettings Settings = new(
        TransferKind.DryRun,
        SyncMode.Newer,
        new Selection([new KeyRule(KeyRuleAction.Exclude, "*.tmp")], "list-1"),
        new DeleteExtras(10),
        new TuningLimits(new TuningLimit(Pin: 4), PartSizeBytes: new TuningLimit(Max: 1 << 26)),
        new BandwidthPlan(1000, "Europe/Berlin", [new BandwidthWindow([DayOfWeek.Monday], new(8, 0), new(18, 0), 10)]),
        new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero));

    private static readonly Location Place = new("site-a", "results", "run-7/");
    private static readonly Fault Wrong = new(FaultCodes.AccessDenied, "cause", "next", Transient: true);
    private static readonly StoreConnection Store =
        new(new Uri("https://s3.example/"), "us-east-1", AddressingStyle.VirtualHost, "ACCESS", "SECRET");
    private static readonly SigningTerms Terms = new("AK/20261123/us-east-1/s3/aws4_request", At, 60);
    private static readonly StoreCapabilities Capable = new(true, true, false, true);
    private static readonly StoreFindings Findings = new(
        Capable, true, false, [ChecksumKind.Sha256, ChecksumKind.Crc64Nvme], BucketVersioning.Suspended, 5L << 30, -2);

    private static readonly AgentView Agent = new("site-a.1", "host", "0.1.0", At, At, Online: true, KeyId: "k2", FormerKeys: [new FormerAgentKey("k1", At)]);
    private static readonly StoreView Shown = new(Store.Endpoint, Store.Region, Store.Addressing, Store.AccessKey);
    private static readonly TransferTotals Totals = new(true, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    private static readonly Dictionary<string, FaultSummary> Faults = new() { ["access_denied"] = new(3, "key", Wrong) };
    private static readonly JsonElement Json = JsonElement.Parse("""{"a":1}""");

    public static TheoryData<object> Records => new(Samples);

    private static object[] Samples =>
    [
        new LeaseCommands("session", 8, 20, ["held"], ["SignChunk"]),
        FaultClasses.Budget(FaultClass.Throttled),
        new SweepUploadsInput("run-7/", Place, 3, 1),
        new SweepUploadsResult(2),
        new SignChunkInput("run-7/", Place, 3, Capable, 21_600),
        new SignChunkResult(2, 1),
        new ListDestinationInput("run-7/", Place, Settings, "after", 3, 1000),
        new ListDestinationResult(2, "up-to"),
        new DestinationListing(3, 2, "up-to"),
        new ListedObject("key", 5, "etag", At),
        new CopiedCount(2, 30, new Dictionary<string, long> { ["tags"] = 1 }),
        new DescribedObject("run-7/a", 3, "etag", [new("Content-Type", "text/plain")], [new("a", "b")], 5 << 20, ["tags"], 2, 1),
        Terms,
        new SignedUpload("u1", 5 << 20, [1, 2], [3]),
        new SignedObject(
            "run-7/a", 3, "etag", 2, Terms, [new("Content-Type", "text/plain")], ["tags"], [1], [2], [3], new SignedUpload("u1", 5 << 20, [1], [2])),
        new SentObject("run-7/a", 3, "etag", "u1", 5 << 20, ["hash"], ["part"], 2),
        new KeyHandling(KeyMode.Keyless, "because"),
        new LeasedCommands([]),
        new LeasedCommand("c1", CommandNames.CopyChunk, Json, "l1", At, 2, new Dictionary<string, StoreConnection> { ["site-a"] = Store }),
        new ReportProgress("session", [new CommandProgress("c1", "l1", 2, 3)]),
        new CommandProgress("c1", "l1", 2, 3),
        new ProgressAnswer([new CommandDirective("c1", Directive.Stop)]),
        new CommandDirective("c1", Directive.Abandon),
        new BandwidthCaps(new Dictionary<string, long> { ["t1"] = 1000 }, 2000),
        new TuningChange(At, Store.Endpoint, TuningKnob.PartSize, 16, 32, "part size 16→32 MiB: because", "site-a.1"),
        new CompleteCommand("l1", CommandOutcome.Stopped, Json, Wrong),
        new EnrollAgent("code", "key", "host", "0.1.0"),
        new EnrolledAgent("site-a.1", "site-a"),
        new AgentFacts("1", "host", "Linux", "X64", 8, 1L << 34, At, new DiskSpace(1, 2), new DiskSpace(3, 4)),
        new DiskSpace(1, 2),
        new FormerAgentKey("k1", At),
        new RotateAgentKey("key", "old", "new"),
        new RequestAgentToken("site-a.1", "jwt"),
        new AgentToken("token", At),
        Place,
        new ValidateKeysInput(Place, null, Place),
        new ValidateKeysResult([Wrong], Capable),
        new ProbePathInput(Place),
        new ProbePathResult(1.5, 2.5),
        new PlanCopyInput(Place, Place, Settings, "after", 3, 1000),
        new PlanCopyResult(1, 2, 3, 4, 5, "next"),
        new CopyChunkInput(Place, Place, Settings, 3, Capable, Recopy: true),
        new VerifyChunkInput("run/", Place, 3),
        new ChunkResult(1, 2, 3, Faults),
        new FaultSummary(3, "key", Wrong),
        Wrong,
        new PlannedObject("key", 5, "etag"),
        new KeyListView("0123456789abcdef0123456789abcdef", 3, 9),
        new ExtraObject("key", 5, "etag", At),
        new DeletedObject("key", Wrong),
        new DeleteExtrasInput(Place, Place, 3),
        new DeleteExtrasResult(1, 2, Faults),
        new UploadLine("key", "upload", "etag", 16, 2, "ab"),
        new CopiedObject("key", 5, "etag", null, 16, ["ab", "cd"], null),
        new VerifiedObject("key", "ab", Wrong),
        new RegisterNode("site-a", "Site A", new StoreSettings(Store.Endpoint, null, null, "ACCESS", "SECRET")),
        new StoreSettings(Store.Endpoint, "eu", AddressingStyle.Path, "ACCESS", "SECRET"),
        Shown,
        new StoreKeys("ACCESS", "SECRET"),
        new StoreCa("pem"),
        new ProbeStoreRequest("bucket"),
        new ProbeStoreInput(Place, "id"),
        new BucketView("data", At),
        new FolderPage(["a/"], [new ObjectEntry("key\u0001", 5, At, "etag", "STANDARD")], "next"),
        new ObjectEntry("key", 5, At, "etag", "STANDARD"),
        new MakeFolder("data", "a/"),
        new DeleteObjects("data", ["key"]),
        new DeletedObjects([new ObjectDeletion("key", Wrong)]),
        new ObjectDeletion("key", Wrong),
        new MakeLink("data", "key", LinkAction.Upload, 5),
        new ObjectLink("https://store/key", "PUT", At),
        new ListBucketsInput(),
        new ListBucketsAnswer([new BucketView("data", At)]),
        new ListFolderInput("data", "a/", "after", 1000, Recursive: true),
        new NextQuestions(8, 20, [QuestionNames.ListFolder]),
        new GivenQuestions([]),
        new GivenQuestion("q1", QuestionNames.ListFolder, Json, Store, 20),
        new AnswerQuestion(Json, Wrong),
        new ProbeStoreResult(Findings, [Wrong]),
        Findings,
        new StoreProbeView(At, "site-a.1", "bucket", Findings, [Wrong]),
        new CaCertificateView("CN=ca", At, "ab"),
        new NodeView("site-a", "Site A", "alice", At, Shown, [Agent]),
        Agent,
        new EnrollmentCode("code", At, "id"),
        new OutstandingCode("id", At, "alice", At),
        new Page<Location>([Place], "next"),
        Capable,
        Store,
        Settings,
        Settings.Selection!,
        Settings.Selection!.Rules![0],
        Settings.DeleteExtras!,
        Settings.Tuning!,
        Settings.Tuning!.ObjectsInFlight!,
        Settings.Bandwidth!,
        Settings.Bandwidth!.Windows![0],
        new CreateTransfer(Place, Place, "label", Settings),
        new RestartTransfer(ObjectState.Failed),
        new ChangeDeadline(At),
        new CreateSchedule(new CreateTransfer(Place, Place), null, new Recurrence("0 2 * * *", "Europe/Berlin"), "label", Enabled: false),
        new Recurrence("0 2 * * *", "Europe/Berlin"),
        new ScheduleView("s1", "label", "ada", new CreateTransfer(Place, Place), At, null, true, At, At, At, "t1", Wrong),
        new SignReceiptInput("t1", 2, "copy"),
        new SignReceiptResult("ab", "key", "id", "algorithm", "value"),
        new ReceiptView("t1", 2, [new ReceiptSignerView("copy", "site-a")]),
        new ReceiptSignerView("copy", "site-a", "site-a.1", "id", Wrong),
        new TransferView("t1", "label", "alice", Place, Place, Settings, TransferState.Failed, "waits", Wrong, 2, At, At, At, Totals, Faults),
        new AuditEntry(
            "e1",
            At,
            new AuditActor(ActorKind.System, "u-1", "t1", "ada"),
            "grant.create",
            AuditOutcome.Denied,
            new AuditThing("grant", "g1"),
            new AuditOrigin("192.0.2.1", "dtnbox"),
            "Not allowed",
            "trace",
            3),
        new AuditActor(ActorKind.Agent, "site-a.1"),
        new AuditThing("node", "site-a"),
        new AuditOrigin("192.0.2.1"),
        new CreateGrant("everyone", Right.Write, "results", At, "run-7/", "note"),
        new GrantView("g1", "site-a", "everyone", Right.Write, "results", "run-7/", At, "ada", At, "note", "warning"),
        new AccessView("site-a", "ada", true, [new AccessEntry(Right.Read, "results", "run-7/", At, "why", "g1")]),
        new AccessEntry(Right.Read, null, "", null, "owns the node"),
        Totals,
        new ObjectView("key", 5, ObjectState.Verified, "ab", Wrong),
        new SignUp("code"),
        new UserView("u-1", "Ada", "ada@uni.example", true, UserState.Active, Role.Operator, "campus", At, At, At, "system"),
        new ApproveUser(Role.Operator),
        new ChangeRole(Role.Administrator),
        new HandOver("u-2"),
        new HandOverView("u-1", "u-2", "u-3", At, new Dictionary<string, long> { ["nodes"] = 2 }, "transfers", At),
        new SignInProvider("campus", "Oidc", "https://login.example", "cli", "api"),
        new CreateInvitation(Role.Operator, "ada@uni.example", At),
        new InvitationView("i1", Role.Member, "ada@uni.example", "u-1", At, At, "u-2", At),
        new NewInvitation(new InvitationView("i1", Role.Member, null, "u-1", At, At), "code"),
        new CreateToken("nightly", [TokenScope.Read], At),
        new TokenView("t1", "nightly", [TokenScope.Read], At, At, At),
        new NewToken(new TokenView("t1", "nightly", [TokenScope.Read], At, At), "secret"),
    ];

    [Theory]
    [MemberData(nameof(Records), DisableDiscoveryEnumeration = true)]
    public void Serialize_AnyRecord_ReadsBackTheSame(object record)
    {
        string json = JsonSerializer.Serialize(record, record.GetType(), ContractJson.Options);
        object? read = JsonSerializer.Deserialize(json, record.GetType(), ContractJson.Options);
        Assert.Equal(json, JsonSerializer.Serialize(read, record.GetType(), ContractJson.Options));
        Assert.Equivalent(record, read);
    }

    [Theory]
    [MemberData(nameof(Records), DisableDiscoveryEnumeration = true)]
    public void Serialize_AnyRecord_HasCamelCaseNamesAndEnumsAsText(object record)
    {
        using JsonDocument json = JsonDocument.Parse(JsonSerializer.Serialize(record, record.GetType(), ContractJson.Options));
        foreach (JsonProperty property in json.RootElement.EnumerateObject())
        {
            Assert.True(char.IsLower(property.Name[0]), property.Name);
            System.Reflection.PropertyInfo member = record.GetType().GetProperties()
                .Single(candidate => JsonNamingPolicy.CamelCase.ConvertName(candidate.Name) == property.Name);
            Type type = Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType;
            Assert.True(!type.IsEnum || property.Value.ValueKind == JsonValueKind.String, property.Name);
        }
    }

    [Fact]
    public void Samples_AllPublicRecords_AreCovered()
    {
        // Compiler-made record methods mark the records of the assembly.
        IEnumerable<Type> records = typeof(Fault).Assembly.GetExportedTypes()
            .Where(type => type.GetMethod("<Clone>$") is not null);
        HashSet<Type> sampled = [.. Samples.Select(sample => sample.GetType())
            .Select(type => type.IsGenericType ? type.GetGenericTypeDefinition() : type)];
        Assert.DoesNotContain(records, type => !sampled.Contains(type));
    }

    [Fact]
    public void Deserialize_EnumAsNumber_IsRefused()
        => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<CommandDirective>(
            """{"commandId":"c1","directive":1}""", ContractJson.Options));

    [Fact]
    public void Serialize_Nulls_AreLeftOut()
        => Assert.Equal("""{"items":[]}""", JsonSerializer.Serialize(new Page<Location>([]), ContractJson.Options));
}
