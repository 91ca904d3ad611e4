# Gives a volume a drive letter, for a program that takes nothing else.
param($Request)

$number = $Request.number
$null = Storage\Add-PartitionAccessPath -DiskNumber $number -PartitionNumber $Request.partition -AssignDriveLetter
@{ letter = [string] (Storage\Get-Partition -DiskNumber $number -PartitionNumber $Request.partition).DriveLetter }
