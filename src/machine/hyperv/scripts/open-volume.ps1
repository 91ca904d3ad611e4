# Makes the volume of the partition that begins at `offset` reachable through a folder.
param($Request)

$partition = Storage\Get-Partition -DiskNumber $Request.number | Where-Object { $_.Offset -eq $Request.offset }
if ($null -eq $partition) { throw "disk $($Request.number) has no partition at byte $($Request.offset)" }
$null = Storage\Add-PartitionAccessPath -DiskNumber $Request.number -PartitionNumber $partition.PartitionNumber -AccessPath $Request.folder
