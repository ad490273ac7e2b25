namespace DtnBox.Functions.Audit;

/// <summary>The names of what is audited. People search for them for years: add, never rename. Listed in docs/audit.md.</summary>
internal static class AuditActions
{
    public const string AgentDrain = "agent.drain";
    public const string AgentEnroll = "agent.enroll";
    public const string AgentKeyChange = "agent.key.change";
    public const string AgentKeyRequest = "agent.key.request";
    public const string AgentRevoke = "agent.revoke";
    public const string AgentUndrain = "agent.undrain";
    public const string FolderMake = "folder.make";
    public const string GrantCreate = "grant.create";
    public const string GrantRevoke = "grant.revoke";
    public const string InvitationCreate = "invitation.create";
    public const string InvitationRevoke = "invitation.revoke";
    public const string KeyListStore = "key-list.store";
    public const string NodeAgentKeysRequest = "node.agent-keys.request";
    public const string NodeBandwidthRemove = "node.bandwidth.remove";
    public const string NodeBandwidthSet = "node.bandwidth.set";
    public const string NodeDrain = "node.drain";
    public const string NodeEnrollmentCreate = "node.enrollment.create";
    public const string NodeEnrollmentRevoke = "node.enrollment.revoke";
    public const string NodeRegister = "node.register";
    public const string NodeStoreCaReplace = "node.store.ca.replace";
    public const string NodeStoreKeysReplace = "node.store.keys.replace";
    public const string NodeStoreProbe = "node.store.probe";
    public const string NodeStoreReplace = "node.store.replace";
    public const string NodeUndrain = "node.undrain";
    public const string ObjectDelete = "object.delete";

    /// <summary>An address was made that one object can be got from or put to, by whoever has it.</summary>
    public const string ObjectLink = "object.link";

    /// <summary>A request that was refused and has no action of its own, or did not come as far as its action.</summary>
    public const string RequestDenied = "request.denied";

    public const string ScheduleChange = "schedule.change";
    public const string ScheduleCreate = "schedule.create";
    public const string ScheduleDelete = "schedule.delete";

    /// <summary>A schedule was due, and a transfer is started with its owner's rights.</summary>
    public const string ScheduleStart = "schedule.start";

    public const string TokenCreate = "token.create";
    public const string TokenRevoke = "token.revoke";
    public const string TransferBandwidthRemove = "transfer.bandwidth.remove";
    public const string TransferBandwidthSet = "transfer.bandwidth.set";
    public const string TransferCreate = "transfer.create";
    public const string TransferDeadlineSet = "transfer.deadline.set";
    public const string TransferDelete = "transfer.delete";

    /// <summary>A transfer stopped by itself because its owner lost a right.</summary>
    public const string TransferPark = "transfer.park";

    public const string TransferReceiptSign = "transfer.receipt.sign";
    public const string TransferRestart = "transfer.restart";
    public const string TransferRunAgain = "transfer.run-again";
    public const string TransferStop = "transfer.stop";
    public const string UserApprove = "user.approve";
    public const string UserDisable = "user.disable";
    public const string UserEnable = "user.enable";
    public const string UserHandOver = "user.hand-over";
    public const string UserRoleChange = "user.role.change";
    public const string UserSignUp = "user.sign-up";
}
