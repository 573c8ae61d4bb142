using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Text;

namespace Weiguang.Hours.Faces;

internal enum FaceStepKind
{
    [Phrase("您同意了")] Agreed,
    [Phrase("登记好了")] Enrolled,
    [Phrase("您撤回了，人脸特征当时就删掉了")] Withdrawn,
    [Phrase("存满了期限，人脸特征删掉了")] Expired,
    [Phrase("当地不用人脸了，人脸特征删掉了")] SwitchedOff,
    [Phrase("说明改了，您没有再同意过，人脸特征删掉了")] Outdated,
    [Phrase("您不再是志愿者，人脸特征删掉了")] Left,
}

/// <summary>What became of somebody's consent and of their face, for them to read. It outlives the face: it says that it was erased.</summary>
internal sealed class FaceStep : IScoped<FaceStep>
{
    public static Expression<Func<FaceStep, Viewer, bool>> VisibleTo { get; } = (step, viewer) => viewer.All || step.VolunteerId == viewer.PersonId;

    public required Guid VolunteerId { get; init; }

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required FaceStepKind Kind { get; init; }

    public required DateTime At { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<FaceStep>
    {
        public void Configure(EntityTypeBuilder<FaceStep> step)
        {
            step.ToTable("hours_face_step").InFamily("volunteer", nameof(VolunteerId));
            step.HasKey(s => new { s.VolunteerId, s.Id });
            step.Property(s => s.Id).ValueGeneratedNever();
        }
    }
}
