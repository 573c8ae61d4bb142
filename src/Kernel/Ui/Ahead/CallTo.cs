namespace Weiguang.Kernel.Ui;

/// <summary>Somebody to call, and on which number; told only to those for whom it is meant.</summary>
public sealed record CallTo(string Name, string Phone);
