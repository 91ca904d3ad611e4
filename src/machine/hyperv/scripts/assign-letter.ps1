# Gives a volume a drive letter, for a program that takes nothing else; the one that it has, where it has one.
param($Request)

$place = @{ DiskNumber = $Request.number; PartitionNumber = $Request.partition }
$letter = ([string] (Storage\Get-Partition @place).DriveLetter).Trim([char] 0)
if ($letter -eq '') {
    $null = Storage\Add-PartitionAccessPath @place -AssignDriveLetter
    $letter = ([string] (Storage\Get-Partition @place).DriveLetter).Trim([char] 0)
}
if ($letter -eq '') { throw 'Windows gave the volume no letter: all may be in use' }
@{ letter = $letter }
